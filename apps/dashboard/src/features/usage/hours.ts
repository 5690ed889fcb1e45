/** The newest 24 clock hours, the empty ones too, from what the roll-up has. */
import type { HourlyUsage } from "./get-overview.ts";

export type Hour = {
  readonly startMs: number;
  readonly ok: number;
  readonly failed: number;
  /** The hour is not over, so its numbers still grow. */
  readonly running: boolean;
};

const HOUR_MS = 3_600_000;
const HOURS = 24;

export function hoursUntil(toMs: number, usage: readonly HourlyUsage[]): readonly Hour[] {
  const newest = Math.floor(toMs / HOUR_MS) * HOUR_MS;
  return Array.from({ length: HOURS }, (_, index) => {
    const startMs = newest - (HOURS - 1 - index) * HOUR_MS;
    const here = usage.filter((row) => row.hourMs === startMs);
    return {
      startMs,
      ok: sum(here.filter((row) => row.outcome === "ok")),
      failed: sum(here.filter((row) => row.outcome !== "ok")),
      running: startMs === newest,
    };
  });
}

const sum = (rows: readonly HourlyUsage[]): number => rows.reduce((total, row) => total + row.calls, 0);
