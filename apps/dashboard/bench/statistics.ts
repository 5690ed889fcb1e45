/** Of what was measured several times: the middle, what all but one in twenty stayed within, and the worst. */

export type Spread = Readonly<Record<"p50" | "p95" | "max", number>>;

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (fraction: number): number =>
    Math.round((sorted[Math.max(Math.ceil(fraction * sorted.length) - 1, 0)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
