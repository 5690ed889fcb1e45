/** A dialog over the page, with a title, a sentence and its buttons. Render it to open it. */
"use client";
import { X } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Button, buttonClass } from "./button.tsx";
import { closeModalOf, Modal } from "./modal.tsx";

type Props = {
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
  /** It was closed, by whatever. */
  readonly onClose: () => void;
};

export function Dialog({ title, description, children, onClose }: Props) {
  const id = useId();
  return (
    <Modal
      data-question
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      onClose={onClose}
      className="modal mx-auto mt-[max(4rem,14vh)] mb-auto max-h-[calc(100dvh-6rem)] w-[min(30rem,calc(100vw-2rem))] gap-5 overflow-y-auto rounded-lg border border-line bg-raised p-6 text-ink shadow-large open:grid max-sm:p-5"
    >
      <div className="grid gap-1.5 pr-8">
        <h2 id={`${id}-title`} className="text-lg font-semibold tracking-tight">
          {title}
        </h2>
        <div id={`${id}-description`} className="text-ink-2">
          {description}
        </div>
      </div>
      {children}
      <button
        type="button"
        aria-label="Close"
        onClick={(event) => closeModalOf(event.currentTarget)}
        className={buttonClass({ tone: "quiet", size: "small" }, "absolute! top-4 right-4 size-8! px-0!")}
      >
        <X aria-hidden="true" />
      </button>
    </Modal>
  );
}

export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2">{children}</div>;
}

/** Closes the dialog that it stands in, then does what it says. */
export function DialogClose({ onClick, ...rest }: ComponentProps<typeof Button>) {
  return (
    <Button
      onClick={(event) => {
        closeModalOf(event.currentTarget);
        onClick?.(event);
      }}
      {...rest}
    />
  );
}
