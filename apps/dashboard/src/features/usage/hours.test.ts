/** The hours of the chart: always 24, whatever the roll-up has. */
import { expect, test } from "vitest";
import { hoursUntil } from "./hours.ts";

const HOUR_MS = 3_600_000;
const newestMs = Date.UTC(2026, 10, 22, 16);

test("24 hours in order, the newest still running, calls split by whether they succeeded", () => {
  const hours = hoursUntil(newestMs + 45 * 60_000, [
    { hourMs: newestMs, outcome: "ok", calls: 3 },
    { hourMs: newestMs, outcome: "tool_error", calls: 1 },
    { hourMs: newestMs, outcome: "cancelled", calls: 1 },
    { hourMs: newestMs - 23 * HOUR_MS, outcome: "ok", calls: 7 },
    { hourMs: newestMs - 24 * HOUR_MS, outcome: "ok", calls: 100 },
  ]);
  expect(hours).toHaveLength(24);
  expect(hours[0]).toEqual({ startMs: newestMs - 23 * HOUR_MS, ok: 7, failed: 0, running: false });
  expect(hours[1]).toEqual({ startMs: newestMs - 22 * HOUR_MS, ok: 0, failed: 0, running: false });
  expect(hours[23]).toEqual({ startMs: newestMs, ok: 3, failed: 2, running: true });
});
