/** A row of figures, each with its name and exactly what it counts. */
import type { ReactNode } from "react";

export function FigureStrip({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line shadow-small lg:grid-cols-4"
    >
      {children}
    </dl>
  );
}

type Props = { readonly name: string; readonly value: ReactNode; readonly note: ReactNode };

export function Figure({ name, value, note }: Props) {
  return (
    <div className="flex flex-col gap-1 bg-surface px-5 py-4 max-sm:px-4">
      <dt className="text-sm font-medium text-ink-2">{name}</dt>
      <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
      <dd className="text-xs text-ink-3">{note}</dd>
    </div>
  );
}
