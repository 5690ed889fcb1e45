/** How long one part of a call took, as percentiles over time: half of the calls, 95 and 99 of 100. */
import { clsx } from "clsx";
import { formatDuration } from "../../ui/format.ts";
import { SlotTime } from "../../ui/slot-time.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import type { Percentiles, Slot, Usage } from "./get-usage.ts";
import { NoteLine, roundUp, SlotChart } from "./slot-chart.tsx";

/** A few milliseconds must not look like a peak. */
const SMALLEST_SCALE_MS = 10;

const lines = [
  { key: "p99", name: "p99", stroke: "stroke-line-strong", swatch: "bg-line-strong" },
  { key: "p95", name: "p95", stroke: "stroke-accent-dot/60", swatch: "bg-accent-dot/60" },
  { key: "p50", name: "p50", stroke: "stroke-accent-dot", swatch: "bg-accent-dot" },
] as const;

type Props = {
  readonly usage: Usage;
  readonly part: "relay" | "app";
  readonly name: string;
  readonly csvHref: string;
};

export function LatencyChart({ usage: { slots, window, total }, part, name, csvHref }: Props) {
  const top = roundUp(Math.max(SMALLEST_SCALE_MS, ...slots.map((slot) => slot[part]?.p99 ?? 0)));
  return (
    <ChartFrame
      name={name}
      csvHref={csvHref}
      summary={summaryOf(total[part])}
      legend={
        <div aria-hidden="true" className="flex flex-wrap gap-4 text-sm text-ink-2">
          {lines.map(({ key, name: line, swatch }) => (
            <span key={key} className="flex items-center gap-1.5">
              <span className={clsx("h-0.5 w-3.5 rounded-full", swatch)} />
              {line}
              <span className="font-medium text-ink tabular-nums">{timeOf(total[part], key)}</span>
            </span>
          ))}
        </div>
      }
      table={<LatencyTable {...{ slots, part, name }} stepMs={window.stepMs} />}
    >
      <SlotChart
        low
        slots={slots}
        stepMs={window.stepMs}
        topLabel={formatDuration(top)}
        halfLabel={formatDuration(top / 2)}
        noteOf={(slot) =>
          lines.map(({ key, name: line, swatch }) => (
            <NoteLine key={key} swatch={swatch} name={line} value={timeOf(slot[part], key)} />
          ))
        }
      >
        <Curves {...{ slots, part, top }} />
      </SlotChart>
    </ChartFrame>
  );
}

const timeOf = (times: Percentiles | null, key: keyof Percentiles): string =>
  times === null ? "–" : formatDuration(times[key]);

const summaryOf = (times: Percentiles | null): string =>
  times === null
    ? "No answered calls in this time."
    : `Half of the answered calls within ${formatDuration(times.p50)}, 95 of 100 within ${formatDuration(times.p95)}, 99 within ${formatDuration(times.p99)}.`;

type CurvesProps = { readonly slots: readonly Slot[]; readonly part: "relay" | "app"; readonly top: number };

const HEIGHT = 100;

function Curves({ slots, part, top }: CurvesProps) {
  return (
    <svg
      viewBox={`0 0 ${slots.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {lines.map(({ key, stroke }) => (
        <path
          key={key}
          d={pathOf(slots, (slot) => slot[part]?.[key] ?? null, top)}
          vectorEffect="non-scaling-stroke"
          strokeLinecap="round"
          strokeLinejoin="round"
          className={clsx("fill-none stroke-2", stroke)}
        />
      ))}
    </svg>
  );
}

/** A line through the middles of the slots that have a value; one that stands alone is a dot. */
function pathOf(slots: readonly Slot[], valueOf: (slot: Slot) => number | null, top: number): string {
  let isDrawing = false;
  return slots
    .map((slot, index) => {
      const value = valueOf(slot);
      if (value === null) {
        isDrawing = false;
        return "";
      }
      const point = `${index + 0.5} ${(HEIGHT - (value / top) * HEIGHT).toFixed(2)}`;
      const step = isDrawing ? `L${point}` : `M${point}h0`;
      isDrawing = true;
      return step;
    })
    .join("");
}

type TableProps = {
  readonly slots: readonly Slot[];
  readonly part: "relay" | "app";
  readonly stepMs: number;
  readonly name: string;
};

function LatencyTable({ slots, part, stepMs, name }: TableProps) {
  const head = (
    <>
      <HeadCell>From</HeadCell>
      {lines.map(({ key, name: line }) => (
        <HeadCell key={key} numeric>
          {line}
        </HeadCell>
      ))}
    </>
  );
  return (
    <Table caption={`${name}, percentiles`} head={head}>
      {slots.map((slot) => (
        <Row key={slot.startMs}>
          <RowHeader className="py-1.5! whitespace-nowrap tabular-nums">
            <SlotTime atMs={slot.startMs} stepMs={stepMs} />
            {slot.running && " (still running)"}
          </RowHeader>
          {lines.map(({ key }) => (
            <Cell key={key} numeric className="py-1.5! whitespace-nowrap">
              {timeOf(slot[part], key)}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}
