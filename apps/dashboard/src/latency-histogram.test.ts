/** Percentiles out of buckets are within 5 % of the true ones; the database and this file agree on the buckets. */
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openWorld } from "../test/world.ts";
import { bucketMs, bucketOf, percentile } from "./latency-histogram.ts";

const { database } = await openWorld();

async function bucketsOf(durations: readonly number[]) {
  const result: unknown = await database.db.execute(sql`
    select ${bucketOf(sql`ms`)} as bucket, count(*)::int as calls
    from jsonb_array_elements_text(${JSON.stringify(durations)}::jsonb) as given(text), lateral (select text::int as ms)
    group by 1`);
  return (result as { rows: { bucket: number; calls: number }[] }).rows;
}

test("each duration falls in a bucket whose middle is within 5 % of it", async () => {
  for (const ms of [0, 1, 7, 15, 16, 17, 31, 32, 33, 64, 100, 999, 1000, 4096, 60_000, 300_000, 3_600_000]) {
    const [row] = await bucketsOf([ms]);
    expect(Math.abs(bucketMs(row?.bucket ?? -1) - ms)).toBeLessThanOrEqual(ms * 0.05 + 0.5);
  }
});

test("percentiles of many", async () => {
  const durations = Array.from({ length: 2_000 }, (_, index) => (index * index) % 7919);
  const sorted = durations.toSorted((a, b) => a - b);
  const histogram = await bucketsOf(durations);
  for (const fraction of [0.5, 0.9, 0.95, 0.99]) {
    const truth = sorted[Math.ceil(fraction * sorted.length) - 1] ?? 0;
    expect(Math.abs((percentile(histogram, fraction) ?? 0) - truth)).toBeLessThanOrEqual(truth * 0.05 + 0.5);
  }
});

test("of nothing there is no percentile", () => {
  expect(percentile([], 0.5)).toBeNull();
});
