/** The way to every page by typing: a button in the bar, and ⌘K or Ctrl+K anywhere. Its dialog is loaded when it is needed. */
"use client";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { buttonClass } from "./button.tsx";

export type Command = { readonly label: string; readonly href: string };
export type CommandGroup = { readonly title: string; readonly commands: readonly Command[] };

const CommandDialog = lazy(() =>
  import("./command-dialog.tsx").then((module) => ({ default: module.CommandDialog })),
);

export function CommandMenu({ groups }: { readonly groups: readonly CommandGroup[] }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={buttonClass({ tone: "quiet", size: "small" }, "text-ink-3!")}
      >
        <Search aria-hidden="true" />
        <span className="sr-only">Go to…</span>
        <kbd className="font-sans text-xs max-sm:hidden">⌘K</kbd>
      </button>
      {open && (
        <Suspense fallback={null}>
          <CommandDialog groups={groups} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
