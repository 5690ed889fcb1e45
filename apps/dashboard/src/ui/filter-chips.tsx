/** What a page is narrowed to at the moment, each with the way back. Shows nothing when it is not. */
import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type FilterChip = {
  readonly name: string;
  readonly value: string;
  /** The page without it. */
  readonly href: string;
};

export function FilterChips({
  chips,
  action,
}: {
  readonly chips: readonly FilterChip[];
  readonly action?: ReactNode;
}) {
  if (chips.length === 0) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <ul aria-label="Filters" className="flex min-w-0 flex-wrap gap-2">
        {chips.map(({ name, value, href }) => (
          <li
            key={name}
            className="flex h-8 min-w-0 items-center gap-1.5 rounded-full border border-line bg-surface pr-1 pl-3 text-sm shadow-small"
          >
            <span className="text-ink-3">{name}</span>
            <span className="truncate font-medium">{value}</span>
            <Link
              href={href}
              scroll={false}
              aria-label={`Remove the filter ${name} ${value}`}
              className="grid size-6 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-ink/6 hover:text-ink"
            >
              <X aria-hidden="true" className="size-3.5" />
            </Link>
          </li>
        ))}
      </ul>
      {action}
    </div>
  );
}
