/** Durations as a histogram: exact below 16 ms, from there on in steps of 9 %, so that a percentile is within 5 %. */
import { sql, type SQL } from "drizzle-orm";

const EXACT_MS = 16;
const STEPS_PER_DOUBLING = 8;

/** The bucket of a column or expression that holds milliseconds. */
export const bucketOf = (durationMs: SQL): SQL => sql`(case
  when ${durationMs} < ${sql.raw(String(EXACT_MS))} then greatest(${durationMs}, 0)
  else ${sql.raw(String(EXACT_MS))}
    + floor(${sql.raw(String(STEPS_PER_DOUBLING))} * ln(${durationMs} / ${sql.raw(String(EXACT_MS))}.0) / ln(2.0))
  end)::int`;

/** The middle of a bucket, in whole milliseconds. */
export function bucketMs(bucket: number): number {
  if (bucket < EXACT_MS) return bucket;
  return Math.round(EXACT_MS * 2 ** ((bucket - EXACT_MS + 0.5) / STEPS_PER_DOUBLING));
}

export type Bucket = { readonly bucket: number; readonly calls: number };

/** The duration that `fraction` of the calls took at most; `null` without calls. */
export function percentile(histogram: readonly Bucket[], fraction: number): number | null {
  const total = histogram.reduce((sum, { calls }) => sum + calls, 0);
  let seen = 0;
  for (const { bucket, calls } of histogram.toSorted((a, b) => a.bucket - b.bucket)) {
    seen += calls;
    if (seen >= Math.ceil(total * fraction)) return bucketMs(bucket);
  }
  return null;
}
