/** A dialog over the page: focus moves in, stays in, and returns to what opened it. */
"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { buttonClass } from "./button.tsx";

type Props = {
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
  /** The element that opens it. */
  readonly trigger: ReactElement;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

export function Dialog({ title, description, children, trigger, open, onOpenChange }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-canvas/70 backdrop-blur-[2px] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup className="fixed top-[max(4rem,14vh)] left-1/2 z-50 grid max-h-[calc(100dvh-6rem)] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 gap-5 overflow-y-auto rounded-lg border border-line bg-raised p-6 shadow-large transition-[opacity,scale] duration-150 data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0 max-sm:p-5">
          <div className="grid gap-1.5 pr-8">
            <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
            <Base.Description className="text-ink-2">{description}</Base.Description>
          </div>
          {children}
          <Base.Close
            aria-label="Close"
            className={buttonClass({ tone: "quiet", size: "small" }, "absolute! top-4 right-4 size-8! px-0!")}
          >
            <X aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2">{children}</div>;
}

export function DialogClose({ children }: { readonly children: ReactNode }) {
  return <Base.Close className={buttonClass({})}>{children}</Base.Close>;
}
