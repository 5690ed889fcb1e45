/** Waiting for something, and how long a revocation takes. */
import assert from "node:assert/strict";
import { sleep } from "./faulty-way.ts";

const LOOK_EVERY_MS = 8;

export async function until(isSo: () => Promise<boolean>, patienceMs = 20_000): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`Not so after ${patienceMs / 1000} s.`);
    await sleep(25);
  }
}

/**
 * When the link was refused for the first time, by the clock. It is looked at and not called: each call is a row in the
 * books and a change on every page that shows them, which would be measured along.
 */
export async function firstRefusal(url: string): Promise<number> {
  for (;;) {
    const response = await fetch(url, { method: "HEAD" });
    if (response.status === 410) return Date.now();
    // Often enough to see it, and not a load of its own.
    await sleep(LOOK_EVERY_MS);
  }
}

type Share = 0.5 | 0.99;

/** The spread, in words; refuses when that share of them took longer than 250 ms. */
export function within250(times: readonly number[], share: Share): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? 0);
  const text = `p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, of ${times.length}`;
  assert.ok(at(share) <= 250, text);
  return text;
}
