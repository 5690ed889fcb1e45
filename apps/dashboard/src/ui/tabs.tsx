/** Tabs: one of several views of the same thing. The panels are rendered on the server and passed in. */
"use client";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

export type TabItem = { readonly id: string; readonly label: string; readonly content: ReactNode };

export function Tabs({ label, items }: { readonly label: string; readonly items: readonly TabItem[] }) {
  const id = useId();
  const [chosen, setChosen] = useState(items[0]?.id);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next =
      items[
        neighbour(
          event.key,
          items.findIndex((item) => item.id === chosen),
          items.length,
        )
      ];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next.id);
    document.getElementById(`${id}-${next.id}-tab`)?.focus();
  };
  return (
    <div className="min-w-0">
      <div
        role="tablist"
        aria-label={label}
        className="mb-3 flex gap-1 overflow-x-auto rounded-md bg-ink/5 p-1 sm:w-fit"
      >
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role="tab"
            id={`${id}-${item.id}-tab`}
            aria-controls={`${id}-${item.id}-panel`}
            aria-selected={item.id === chosen}
            tabIndex={item.id === chosen ? 0 : -1}
            onClick={() => setChosen(item.id)}
            onKeyDown={move}
            className="h-7 shrink-0 rounded-sm px-3 text-sm font-medium whitespace-nowrap text-ink-2 transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-selected:bg-surface aria-selected:text-ink aria-selected:shadow-small dark:aria-selected:bg-raised"
          >
            {item.label}
          </button>
        ))}
      </div>
      {items.map((item) => (
        <div
          key={item.id}
          role="tabpanel"
          id={`${id}-${item.id}-panel`}
          aria-labelledby={`${id}-${item.id}-tab`}
          hidden={item.id !== chosen}
          className="rounded-md"
        >
          {item.content}
        </div>
      ))}
    </div>
  );
}

/** -1 for a key that does not move. */
function neighbour(key: string, current: number, count: number): number {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowRight") return (current + 1) % count;
  if (key === "ArrowLeft") return (current - 1 + count) % count;
  return -1;
}
