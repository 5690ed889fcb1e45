/** Takes the focus to an element when a condition comes true: for when what held the focus goes away. */
import { type RefObject, useEffect, useRef } from "react";

export function useFocusWhen<E extends HTMLElement>(condition: boolean): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (condition) element.current?.focus();
  }, [condition]);
  return element;
}
