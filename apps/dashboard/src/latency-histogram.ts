/** Durations as a histogram: exact below 16 ms, from there on in steps of 9 %, so that a percentile is within 5 %. */
import { sql, type SQL } from "drizzle-orm";

const EXACT_MS = 16;
const STEPS_PER_DOUBLING = 8;

/** The bucket of a column or expression that holds milliseconds: the database has the one definition. */
export const bucketOf = (durationMs: SQL): SQL => sql`latency_bucket(${durationMs})`;

/** In the histograms of the roll-ups, a bucket of the app's time is this much more than one of the relay's. */
export const APP_BUCKETS_FROM = 256;

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
