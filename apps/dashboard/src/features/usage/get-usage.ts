/** An app's usage in a range of time: how calls ended, how long they took, and which tools and links they were of. */
import { apps } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import { OUTCOME_GROUPS, GROUPS, type OutcomeGroup } from "../../call-outcomes.ts";
import type { UserContext } from "../../context.ts";
import { percentile } from "../../latency-histogram.ts";
import {
  type CountRow,
  readCounts,
  readTimes,
  readTopLinks,
  type TimeRow,
  type TopLink,
} from "./read-usage.ts";
import { type UsageFilter, usageWindow, type UsageWindow } from "./usage-filter.ts";

/** In milliseconds, each to within 5 %. */
export type Percentiles = { readonly p50: number; readonly p95: number; readonly p99: number };

export type Slot = {
  readonly startMs: number;
  /** It is not over, so its numbers still grow. */
  readonly running: boolean;
  readonly calls: number;
  readonly byGroup: Readonly<Record<OutcomeGroup, number>>;
  /** `null` when the app answered nothing in this time. */
  readonly relay: Percentiles | null;
  readonly app: Percentiles | null;
};
export type TopTool = { readonly tool: string; readonly calls: number; readonly errors: number };

export type Usage = {
  readonly window: UsageWindow;
  readonly toMs: number;
  /** The relay's time of its newest report of this app: how far the figures reach. `null` before the first. */
  readonly reportedMs: number | null;
  readonly total: Omit<Slot, "startMs" | "running">;
  readonly slots: readonly Slot[];
  readonly tools: readonly TopTool[];
  /** How many tools were called in all. */
  readonly toolCount: number;
  readonly links: readonly TopLink[];
};

const TOP_TOOLS = 8;

export async function getUsage({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly filter: UsageFilter };
}): Promise<Usage> {
  const { id: appId } = await requireApp(ctx, input.appId, "read");
  const toMs = Date.now();
  const window = usageWindow(input.filter.range, toMs);
  const question = { appId, filter: input.filter, window };
  const [counts, times, links, reported] = await Promise.all([
    readCounts(ctx.db, question),
    readTimes(ctx.db, question),
    readTopLinks(ctx.db, question),
    ctx.db.select({ at: apps.reportedAt }).from(apps).where(eq(apps.id, appId)),
  ]);
  const tools = toolsOf(counts);
  return {
    window,
    toMs,
    reportedMs: reported[0]?.at?.getTime() ?? null,
    total: figuresOf(counts, times),
    slots: slotsOf(window, counts, times),
    tools: tools.slice(0, TOP_TOOLS),
    toolCount: tools.length,
    links,
  };
}

function slotsOf(
  { fromMs, stepMs, slots }: UsageWindow,
  counts: readonly CountRow[],
  times: readonly TimeRow[],
) {
  const [countsBySlot, timesBySlot] = [
    Map.groupBy(counts, ({ slotMs }) => slotMs),
    Map.groupBy(times, ({ slotMs }) => slotMs),
  ];
  return Array.from({ length: slots }, (_, index) => {
    const startMs = fromMs + index * stepMs;
    return {
      startMs,
      running: index === slots - 1,
      ...figuresOf(countsBySlot.get(startMs) ?? [], timesBySlot.get(startMs) ?? []),
    };
  });
}

function figuresOf(counts: readonly CountRow[], times: readonly TimeRow[]): Usage["total"] {
  const of = (group: OutcomeGroup) =>
    sum(counts.filter(({ outcome }) => GROUPS[group].outcomes.includes(outcome)));
  const [ok, app_error, no_answer, turned_away] = OUTCOME_GROUPS.map(of);
  return {
    calls: sum(counts),
    byGroup: {
      ok: ok ?? 0,
      app_error: app_error ?? 0,
      no_answer: no_answer ?? 0,
      turned_away: turned_away ?? 0,
    },
    relay: percentilesOf(times.filter(({ part }) => part === "relay")),
    app: percentilesOf(times.filter(({ part }) => part === "app")),
  };
}

function percentilesOf(times: readonly TimeRow[]): Percentiles | null {
  if (times.length === 0) return null;
  const at = (fraction: number): number => percentile(times, fraction) ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const toolsOf = (counts: readonly CountRow[]): readonly TopTool[] =>
  [...Map.groupBy(counts, ({ tool }) => tool)]
    .map(([tool, rows]) => ({
      tool,
      calls: sum(rows),
      errors: sum(rows.filter(({ outcome }) => outcome !== "ok")),
    }))
    .toSorted((a, b) => b.calls - a.calls || (a.tool < b.tool ? -1 : 1));

const sum = (rows: readonly { readonly calls: number }[]): number =>
  rows.reduce((total, { calls }) => total + calls, 0);
