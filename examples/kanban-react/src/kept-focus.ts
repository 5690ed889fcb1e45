/** A card that moves to another column is made anew there: the focus goes with it. */
import { type RefObject, useLayoutEffect, useRef } from "react";

/** Returns what to call before a change, with the `data-focus` of the control that shall have the focus after it. */
export function useKeptFocus(view: RefObject<HTMLElement | null>): (name: string) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    view.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(wanted.current)}"]`)?.focus();
    wanted.current = null;
  });
  return (name) => {
    wanted.current = name;
  };
}
