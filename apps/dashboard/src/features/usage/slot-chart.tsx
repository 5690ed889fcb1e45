/** The ground of a chart over time: lines to read a height by, the time below, and a note that follows the pointer. */
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { SlotTime } from "../../ui/slot-time.tsx";
import type { Slot } from "./get-usage.ts";

type Props = {
  readonly slots: readonly Slot[];
  readonly stepMs: number;
  /** What the highest line and the one half way up mean. */
  readonly topLabel: string;
  readonly halfLabel: string;
  readonly noteOf: (slot: Slot) => ReactNode;
  readonly columnOf?: (slot: Slot) => ReactNode;
  readonly children?: ReactNode;
  readonly low?: boolean;
};

export function SlotChart({
  slots,
  stepMs,
  topLabel,
  halfLabel,
  noteOf,
  columnOf,
  children,
  low = false,
}: Props) {
  const [first] = slots;
  const middle = slots[Math.floor(slots.length / 2)];
  return (
    <div aria-hidden="true" className="grid gap-1.5">
      {/* Room above for the label of the highest line: labels stand on their lines, so that the columns have the whole width. */}
      <div className={clsx("relative mt-5", low ? "h-36" : "h-52 max-sm:h-40")}>
        <Line label={topLabel} className="top-0" />
        <Line label={halfLabel} className="top-1/2" />
        <div className="absolute inset-x-0 bottom-0 border-b border-line-strong/60" />
        <div className="absolute inset-0">{children}</div>
        <div className="absolute inset-0 flex">
          {slots.map((slot, index) => (
            <div key={slot.startMs} className="group/slot relative flex min-w-0 flex-1 flex-col justify-end">
              <div className="absolute inset-0 rounded-sm group-hover/slot:bg-ink/4" />
              {columnOf?.(slot)}
              <Note slot={slot} stepMs={stepMs} after={index > slots.length / 2}>
                {noteOf(slot)}
              </Note>
            </div>
          ))}
        </div>
      </div>
      <div className="flex justify-between text-xs text-ink-3 tabular-nums">
        <span>{first && <SlotTime atMs={first.startMs} stepMs={stepMs} />}</span>
        <span>{middle && <SlotTime atMs={middle.startMs} stepMs={stepMs} />}</span>
        <span>now</span>
      </div>
    </div>
  );
}

function Line({ label, className }: { readonly label: string; readonly className: string }) {
  return (
    <div className={clsx("absolute inset-x-0 border-t border-dashed border-line", className)}>
      <span className="absolute bottom-full left-0 z-10 mb-0.5 rounded-sm bg-surface/85 pr-1 text-xs text-ink-3 tabular-nums">
        {label}
      </span>
    </div>
  );
}

type NoteProps = {
  readonly slot: Slot;
  readonly stepMs: number;
  /** The slot is in the right half, so its note stands to its left. */
  readonly after: boolean;
  readonly children: ReactNode;
};

function Note({ slot, stepMs, after, children }: NoteProps) {
  return (
    <div
      className={clsx(
        "pointer-events-none invisible absolute top-2 z-20 grid w-max max-w-52 gap-1 rounded-md border border-line bg-raised px-3 py-2",
        "text-xs text-ink-2 shadow-large group-hover/slot:visible",
        after ? "right-full mr-1.5" : "left-full ml-1.5",
      )}
    >
      <span className="font-medium text-ink">
        <SlotTime atMs={slot.startMs} stepMs={stepMs} />
        {slot.running && " · still running"}
      </span>
      {children}
    </div>
  );
}

/** One line of such a note. */
export function NoteLine({
  swatch,
  name,
  value,
}: {
  readonly swatch: string;
  readonly name: string;
  readonly value: string;
}) {
  return (
    <span className="flex items-center justify-between gap-4">
      <span className="flex items-center gap-1.5">
        <span className={clsx("size-2 rounded-full", swatch)} />
        {name}
      </span>
      <span className="font-medium text-ink tabular-nums">{value}</span>
    </span>
  );
}

/** The next round number at or above: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}
