/** Of what was measured several times: the middle, and what all but one in twenty stayed within. */

export type Spread = { readonly p50: number; readonly p95: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (fraction: number): number =>
    Math.round((sorted[Math.max(Math.ceil(fraction * sorted.length) - 1, 0)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}
