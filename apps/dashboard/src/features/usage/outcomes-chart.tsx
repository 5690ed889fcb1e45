/** How calls ended, as stacked columns over time. A click on a word of the legend filters the page. */
import { clsx } from "clsx";
import Link from "next/link";
import { GROUPS, OUTCOME_GROUPS, type OutcomeGroup } from "../../call-outcomes.ts";
import { formatCount, formatShare, plural } from "../../ui/format.ts";
import { SlotTime } from "../../ui/slot-time.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import type { Slot, Usage } from "./get-usage.ts";
import { NoteLine, roundUp, SlotChart } from "./slot-chart.tsx";

/** A single call must not look like a peak. */
const SMALLEST_SCALE = 10;

const colours: Readonly<Record<OutcomeGroup, string>> = {
  ok: "bg-accent-dot",
  app_error: "bg-stop-dot",
  no_answer: "bg-wait-dot",
  turned_away: "bg-line-strong",
};

type Props = {
  readonly usage: Usage;
  readonly csvHref: string;
  /** The page with only this group, or, of the group that is chosen, with all. */
  readonly hrefOf: (group: OutcomeGroup) => string;
  readonly chosen: string | null;
};

export function OutcomesChart({ usage, csvHref, hrefOf, chosen }: Props) {
  const { slots, total, window } = usage;
  const top = roundUp(Math.max(SMALLEST_SCALE, ...slots.map(({ calls }) => calls)));
  return (
    <ChartFrame
      name="Calls by outcome"
      csvHref={csvHref}
      summary={<Summary usage={usage} />}
      legend={
        <ul aria-label="Filter by outcome" className="-ml-2 flex flex-wrap gap-x-1 gap-y-0.5">
          {OUTCOME_GROUPS.map((group) => (
            <li key={group}>
              <Link
                href={hrefOf(group)}
                scroll={false}
                aria-current={chosen === group ? "true" : undefined}
                className={clsx(
                  "flex h-7 items-center gap-2 rounded-sm px-2 text-sm hover:bg-ink/5",
                  chosen === group ? "bg-ink/7 font-medium text-ink" : "text-ink-2",
                )}
              >
                <span aria-hidden="true" className={clsx("size-2 rounded-full", colours[group])} />
                {GROUPS[group].word}
                <span className="font-medium text-ink tabular-nums">{formatCount(total.byGroup[group])}</span>
              </Link>
            </li>
          ))}
        </ul>
      }
      table={<OutcomesTable slots={slots} stepMs={window.stepMs} />}
    >
      <SlotChart
        slots={slots}
        stepMs={window.stepMs}
        topLabel={formatCount(top)}
        halfLabel={formatCount(top / 2)}
        columnOf={(slot) => <Column slot={slot} top={top} />}
        noteOf={(slot) =>
          OUTCOME_GROUPS.filter((group) => group === "ok" || slot.byGroup[group] > 0).map((group) => (
            <NoteLine
              key={group}
              swatch={colours[group]}
              name={GROUPS[group].word}
              value={formatCount(slot.byGroup[group])}
            />
          ))
        }
      />
    </ChartFrame>
  );
}

function Column({ slot, top }: { readonly slot: Slot; readonly top: number }) {
  return (
    <div
      className={clsx(
        "relative mx-[12%] flex flex-col-reverse overflow-clip rounded-t-[2px]",
        slot.running && "opacity-55",
      )}
      style={{ height: `${(slot.calls / top) * 100}%` }}
    >
      {OUTCOME_GROUPS.map((group) => (
        <div
          key={group}
          className={colours[group]}
          style={{ height: `${(slot.byGroup[group] / Math.max(slot.calls, 1)) * 100}%` }}
        />
      ))}
    </div>
  );
}

function Summary({ usage: { slots, total, window } }: { readonly usage: Usage }) {
  const [busiest] = slots.toSorted((a, b) => b.calls - a.calls);
  if (total.calls === 0 || busiest === undefined) return <>No calls in this time.</>;
  const failed = total.calls - total.byGroup.ok;
  return (
    <>
      {plural(total.calls, "call")}, of which {formatCount(failed)} ({formatShare(failed, total.calls)}) did
      not succeed. The busiest column begins at <SlotTime atMs={busiest.startMs} stepMs={window.stepMs} />,
      with {formatCount(busiest.calls)}. The last one, paler, is still running.
    </>
  );
}

function OutcomesTable({ slots, stepMs }: { readonly slots: readonly Slot[]; readonly stepMs: number }) {
  const head = (
    <>
      <HeadCell>From</HeadCell>
      <HeadCell numeric>All</HeadCell>
      {OUTCOME_GROUPS.map((group) => (
        <HeadCell key={group} numeric>
          {GROUPS[group].word}
        </HeadCell>
      ))}
    </>
  );
  return (
    <Table caption="Calls by outcome" head={head}>
      {slots.map((slot) => (
        <Row key={slot.startMs}>
          <RowHeader className="py-1.5! whitespace-nowrap tabular-nums">
            <SlotTime atMs={slot.startMs} stepMs={stepMs} />
            {slot.running && " (still running)"}
          </RowHeader>
          <Cell numeric className="py-1.5!">
            {formatCount(slot.calls)}
          </Cell>
          {OUTCOME_GROUPS.map((group) => (
            <Cell key={group} numeric className="py-1.5!">
              {formatCount(slot.byGroup[group])}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}
