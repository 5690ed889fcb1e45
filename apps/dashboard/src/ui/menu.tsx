/** A menu of links and choices behind a button: a native popover, so it lies over everything and closes by itself. */
"use client";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { type ReactNode, type ToggleEvent, useId, useRef, useState } from "react";
import { focusFirstItem, moveFocus } from "./menu-focus.ts";
import { placeBelow } from "./place-below.ts";

type Props = {
  /** The accessible name of the button. */
  readonly label: string;
  /** What the button shows. */
  readonly button: ReactNode;
  readonly buttonClass: string;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
  readonly busy?: boolean;
};

export function Menu({ label, button, buttonClass, children, align = "end", busy = false }: Props) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const prepare = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === "open" && trigger.current) placeBelow(event.currentTarget, trigger.current, align);
    setOpen(event.newState === "open");
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-disabled={busy}
        popoverTarget={id}
        className={buttonClass}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onBeforeToggle={prepare}
        onToggle={(event) => event.newState === "open" && focusFirstItem(event.currentTarget)}
        onKeyDown={moveFocus}
        className="fixed inset-auto m-0 min-w-56 overflow-y-auto rounded-lg border border-line bg-raised p-1.5 text-ink shadow-large outline-none"
      >
        {open && children}
      </div>
    </>
  );
}

const item = clsx(
  "flex min-h-8 w-full items-center gap-2.5 rounded-sm px-2.5 py-1 text-left text-base outline-none",
  "hover:bg-ink/7 focus:bg-ink/7 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3",
);

const closeMenuOf = (inside: Element): void => inside.closest<HTMLElement>("[popover]")?.hidePopover();

export function MenuLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      href={href}
      role="menuitem"
      tabIndex={-1}
      className={item}
      onClick={(event) => closeMenuOf(event.currentTarget)}
    >
      {children}
    </Link>
  );
}

export function MenuItem({
  onSelect,
  children,
}: {
  readonly onSelect: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={item}
      onClick={(event) => {
        closeMenuOf(event.currentTarget);
        onSelect();
      }}
    >
      {children}
    </button>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return (
    <div role="presentation" className="px-2.5 pt-2 pb-1 text-xs text-ink-3">
      {children}
    </div>
  );
}

export function MenuSeparator() {
  return <hr className="-mx-1.5 my-1.5 border-line" />;
}

export type MenuChoice = { readonly value: string; readonly label: string; readonly icon?: ReactNode };

export function MenuChoices({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly MenuChoice[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <div role="group" aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="menuitemradio"
          aria-checked={choice.value === value}
          tabIndex={-1}
          className={item}
          onClick={() => onChange(choice.value)}
        >
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          {choice.value === value && <Check aria-hidden="true" />}
        </button>
      ))}
    </div>
  );
}
