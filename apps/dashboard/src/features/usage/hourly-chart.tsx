/** Calls per hour, the failed ones on top; with the same numbers as a sentence and as a table. */
"use client";
import { clsx } from "clsx";
import { useTimeZone } from "../../ui/clock.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { formatCount, formatHour, plural } from "../../ui/format.ts";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import type { HourlyUsage } from "./get-overview.ts";
import { type Hour, hoursUntil } from "./hours.ts";

/** A single call must not look like a peak. */
const SMALLEST_SCALE = 10;
const HEIGHT = 100;
const STEP = 10;
const BAR = 7.5;

type Props = { readonly usage: readonly HourlyUsage[]; readonly toMs: number };

export function HourlyChart({ usage, toMs }: Props) {
  const timeZone = useTimeZone();
  const hours = hoursUntil(toMs, usage);
  const top = Math.max(SMALLEST_SCALE, ...hours.map((hour) => hour.ok + hour.failed));
  const [first] = hours;
  return (
    <figure className="grid gap-3">
      <figcaption className="flex flex-wrap justify-between gap-x-8 gap-y-2 text-ink-2">
        {summaryOf(hours, timeZone)}
        <span aria-hidden="true" className="flex gap-4 text-sm">
          <Key colour="bg-accent-dot">Succeeded</Key>
          <Key colour="bg-stop-dot">Failed</Key>
        </span>
      </figcaption>
      <div className="grid gap-1.5">
        <svg
          viewBox={`0 0 ${hours.length * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="h-32 w-full"
        >
          {hours.map((hour, index) => (
            <Bar key={hour.startMs} hour={hour} x={index * STEP} top={top} />
          ))}
        </svg>
        <div aria-hidden="true" className="flex justify-between text-xs text-ink-3 tabular-nums">
          <span>{first && formatHour(first.startMs, timeZone)}</span>
          <span>now</span>
        </div>
      </div>
      <Disclosure summary="View as table">
        <div className="overflow-clip rounded-md border border-line">
          <HoursTable hours={hours} timeZone={timeZone} />
        </div>
      </Disclosure>
    </figure>
  );
}

function Key({ colour, children }: { readonly colour: string; readonly children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={clsx("size-2 rounded-full", colour)} />
      {children}
    </span>
  );
}

type BarProps = { readonly hour: Hour; readonly x: number; readonly top: number };

function Bar({ hour, x, top }: BarProps) {
  const ok = (hour.ok / top) * HEIGHT;
  const failed = (hour.failed / top) * HEIGHT;
  return (
    <>
      <rect x={x} y={HEIGHT - 1} width={BAR} height="1" className="fill-line" />
      <rect
        x={x}
        y={HEIGHT - ok}
        width={BAR}
        height={ok}
        className={hour.running ? "fill-accent-dot/45" : "fill-accent-dot"}
      />
      <rect x={x} y={HEIGHT - ok - failed} width={BAR} height={failed} className="fill-stop-dot" />
    </>
  );
}

function summaryOf(hours: readonly Hour[], timeZone: string): string {
  const all = hours.reduce((sum, hour) => sum + hour.ok + hour.failed, 0);
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  const [busiest] = [...hours].sort((a, b) => b.ok + b.failed - (a.ok + a.failed));
  if (all === 0 || busiest === undefined) return "No calls in these 24 hours.";
  return `${plural(all, "call")}, ${formatCount(failed)} of them failed. The busiest hour began at ${formatHour(busiest.startMs, timeZone)}, with ${formatCount(busiest.ok + busiest.failed)}. The last bar is the hour that is still running.`;
}

function HoursTable({ hours, timeZone }: { readonly hours: readonly Hour[]; readonly timeZone: string }) {
  const head = (
    <>
      <HeadCell>Hour from</HeadCell>
      <HeadCell numeric>Succeeded</HeadCell>
      <HeadCell numeric>Failed</HeadCell>
    </>
  );
  return (
    <Table caption="Calls per hour" head={head}>
      {hours.map((hour) => (
        <Row key={hour.startMs}>
          <RowHeader className="py-1.5! tabular-nums">
            {formatHour(hour.startMs, timeZone)}
            {hour.running && " (still running)"}
          </RowHeader>
          <Cell numeric className="py-1.5!">
            {formatCount(hour.ok)}
          </Cell>
          <Cell numeric className="py-1.5!">
            {formatCount(hour.failed)}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
