/** The way to every page by typing: a button in the bar, and ⌘K or Ctrl+K anywhere. Its dialog is loaded when it is needed. */
"use client";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { buttonClass } from "./button.tsx";

export type Command = { readonly label: string; readonly href: string };
export type CommandGroup = { readonly title: string; readonly commands: readonly Command[] };

const CommandDialog = lazy(() =>
  import("./command-dialog.tsx").then((module) => ({ default: module.CommandDialog })),
);

export function CommandMenu({ groups }: { readonly groups: readonly CommandGroup[] }) {
  const id = useId();
  /** The how-manieth opening it shows; 0 while it is closed. */
  const [opening, setOpening] = useState(0);
  const isAskedAgain = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      // The browser tells of a closed dialog a moment later: who asks in between would have it taken away again.
      const dialog = document.getElementById(id);
      isAskedAgain.current = dialog instanceof HTMLDialogElement && !dialog.open;
      setOpening((current) => Math.max(current, 1));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [id]);
  const onClose = () => {
    const again = isAskedAgain.current;
    isAskedAgain.current = false;
    setOpening((current) => (again ? current + 1 : 0));
  };
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpening(1)}
        className={buttonClass({ tone: "quiet", size: "small" }, "text-ink-3!")}
      >
        <Search aria-hidden="true" />
        <span className="sr-only">Go to…</span>
        <kbd className="font-sans text-xs max-sm:hidden">⌘K</kbd>
      </button>
      {opening > 0 && (
        <Suspense fallback={null}>
          <CommandDialog key={opening} id={id} groups={groups} onClose={onClose} />
        </Suspense>
      )}
    </>
  );
}
