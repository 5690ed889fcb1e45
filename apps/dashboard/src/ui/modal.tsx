/** A native dialog over the page: focus moves in, stays in, and returns to what opened it. Render it to open it. */
"use client";
import { type ComponentProps, useEffect, useRef } from "react";

type Props = Omit<ComponentProps<"dialog">, "open" | "ref" | "onClose" | "onClick"> & {
  readonly onClose: () => void;
};

/** Whatever closes it closes the element, so that the browser gives the focus back; `onClose` then takes it away. */
export function Modal({ onClose, children, ...rest }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.addEventListener("click", closeByClick);
    return () => dialog?.removeEventListener("click", closeByClick);
  }, []);
  return (
    <dialog ref={element} onClose={onClose} {...rest}>
      {children}
    </dialog>
  );
}

export const closeModalOf = (inside: Element): void => inside.closest("dialog")?.close();

/** A link leads away from it; a click on its backdrop is a click on the dialog itself, beside its box. */
function closeByClick({ target, clientX, clientY }: MouseEvent): void {
  if (!(target instanceof Element)) return;
  if (target instanceof HTMLDialogElement && isOutside(target.getBoundingClientRect(), clientX, clientY))
    target.close();
  else if (target.closest("a")) closeModalOf(target);
}

const isOutside = (box: DOMRect, x: number, y: number): boolean =>
  x < box.left || x > box.right || y < box.top || y > box.bottom;
