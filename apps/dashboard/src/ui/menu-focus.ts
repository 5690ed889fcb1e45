/** The keyboard in a menu: arrows, Home and End, and the first letter of an item. */
import type { KeyboardEvent } from "react";

const itemsOf = (menu: HTMLElement): readonly HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
];

export function focusFirstItem(menu: HTMLElement): void {
  itemsOf(menu)[0]?.focus();
}

export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const current = items.findIndex((item) => item === document.activeElement);
  const next = target(event.key, items, current);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function target(key: string, items: readonly HTMLElement[], current: number): HTMLElement | undefined {
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key === "ArrowDown") return items[(current + 1) % items.length];
  if (key === "ArrowUp") return items.at(current <= 0 ? -1 : current - 1);
  if (key.length !== 1 || key === " ") return undefined;
  const fromNext = [...items.slice(current + 1), ...items.slice(0, current + 1)];
  return fromNext.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}
