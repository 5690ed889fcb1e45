/** Which part of an app's usage is wanted, as an address says it, and the columns that a chart of it has. */
import { isLinkId, limits } from "@agent-socket/protocol";
import { type OutcomeFilter, readOutcome } from "../../call-outcomes.ts";

export const USAGE_RANGES = ["1h", "24h", "7d", "30d"] as const;
export type UsageRange = (typeof USAGE_RANGES)[number];

export type UsageFilter = {
  readonly range: UsageRange;
  readonly tool: string | null;
  /** A link's public token id. */
  readonly link: string | null;
  readonly outcome: OutcomeFilter | null;
};

type Given = Readonly<Record<keyof UsageFilter, string | null>>;

/** What makes no sense is left out: an address is typed by people, too. */
export function readUsageFilter({ range, tool, link, outcome }: Given): UsageFilter {
  return {
    range: USAGE_RANGES.find((known) => known === range) ?? "24h",
    tool: tool !== null && tool.length <= limits.MAX_NAME_CHARS && !tool.includes("\u0000") ? tool : null,
    link: link !== null && isLinkId(link) ? link : null,
    outcome: readOutcome(outcome),
  };
}

/** The same, for an address again. */
export const usageQuery = ({ range, ...rest }: UsageFilter): Given => ({
  ...rest,
  range: range === "24h" ? null : range,
});

/** A row of equally long slots of time, the last of which is still running. */
export type UsageWindow = { readonly fromMs: number; readonly stepMs: number; readonly slots: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** `wholeMs`: what the range begins with is whole, for the roll-ups it is read from know no parts of it. */
const SHAPES: Readonly<
  Record<UsageRange, { readonly stepMs: number; readonly wholeMs: number; readonly count: number }>
> = {
  "1h": { stepMs: 2 * MINUTE_MS, wholeMs: 2 * MINUTE_MS, count: 30 },
  "24h": { stepMs: HOUR_MS, wholeMs: HOUR_MS, count: 24 },
  "7d": { stepMs: 6 * HOUR_MS, wholeMs: DAY_MS, count: 7 },
  "30d": { stepMs: DAY_MS, wholeMs: DAY_MS, count: 30 },
};

/** Slots begin on the clock, in UTC, so that a call stays in its slot while time goes on. */
export function usageWindow(range: UsageRange, nowMs: number): UsageWindow {
  const { stepMs, wholeMs, count } = SHAPES[range];
  const fromMs = (Math.floor(nowMs / wholeMs) - count + 1) * wholeMs;
  return { fromMs, stepMs, slots: Math.floor((nowMs - fromMs) / stepMs) + 1 };
}
