/** Tabs: one of several views of the same thing. The panels are rendered on the server and passed in. */
"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export type TabItem = { readonly id: string; readonly label: string; readonly content: ReactNode };

export function Tabs({ label, items }: { readonly label: string; readonly items: readonly TabItem[] }) {
  return (
    <Base.Root defaultValue={items[0]?.id ?? null} className="min-w-0">
      <Base.List
        aria-label={label}
        className="mb-3 flex gap-1 overflow-x-auto rounded-md bg-ink/5 p-1 sm:w-fit"
      >
        {items.map((item) => (
          <Base.Tab
            key={item.id}
            value={item.id}
            className="h-7 shrink-0 rounded-sm px-3 text-sm font-medium whitespace-nowrap text-ink-2 transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:bg-surface data-active:text-ink data-active:shadow-small dark:data-active:bg-raised"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.id} value={item.id} className="rounded-md">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
