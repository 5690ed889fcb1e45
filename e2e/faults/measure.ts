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

/** When the link was refused for the first time, by the clock. */
export async function firstRefusal(url: string): Promise<number> {
  for (;;) {
    const response = await fetch(`${url}/echo`, { method: "POST" });
    await response.body?.cancel();
    if (response.status === 410) return Date.now();
    // Often enough to see it, and not a load of its own.
    await sleep(LOOK_EVERY_MS);
  }
}

export function within250(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  const text = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, of ${times.length}`;
  assert.ok(at(0.99) <= 250, text);
  return text;
}
