/** A crowd of apps that lost their sockets in the same moment, and how they come back: a simulation in whole milliseconds. */
import type { Random } from "../../faults/random.ts";

/** How long an app waits before its attempt, after so many that failed. `random` is in [0, 1). */
export type Policy = { readonly name: string; readonly waitMs: (failures: number, random: number) => number };
export type Storm = {
  readonly apps: number;
  /** So long nobody is let in. */
  readonly awayMs: number;
  /** What the relay takes on in a second; an attempt beyond it fails. */
  readonly connectsPerSecond: number;
  /** Apps behind one address, of which a limited number is let in within ten seconds. */
  readonly appsPerAddress: number;
};
export type Aftermath = {
  readonly peakPerSecond: number;
  readonly halfBackMs: number;
  readonly almostAllBackMs: number;
  readonly allBackMs: number;
  readonly attemptsPerApp: number;
};

/** The relay's own limit by address. */
const PER_ADDRESS = 100;
const ADDRESS_WINDOW_MS = 10_000;
const GIVE_UP_AFTER_MS = 30 * 60_000;

export function simulate(policy: Policy, storm: Storm, random: Random): Aftermath {
  const due = new Map<number, number[]>();
  const failures = new Uint16Array(storm.apps);
  const schedule = (app: number, nowMs: number) => {
    const atMs = nowMs + Math.max(1, Math.round(policy.waitMs(failures[app] ?? 0, random())));
    const waiting = due.get(atMs);
    if (waiting === undefined) due.set(atMs, [app]);
    else waiting.push(app);
  };
  for (let app = 0; app < storm.apps; app++) schedule(app, 0);
  const door = newDoor(storm);
  const backAtMs: number[] = [];
  const attempts: number[] = [];
  for (let nowMs = 1; backAtMs.length < storm.apps && nowMs < GIVE_UP_AFTER_MS; nowMs++) {
    for (const app of due.get(nowMs) ?? []) {
      const second = Math.floor(nowMs / 1000);
      attempts[second] = (attempts[second] ?? 0) + 1;
      if (door(app, nowMs)) backAtMs.push(nowMs);
      else {
        failures[app] = (failures[app] ?? 0) + 1;
        schedule(app, nowMs);
      }
    }
    due.delete(nowMs);
  }
  return aftermathOf(backAtMs, attempts, storm);
}

/** Whether an attempt succeeds. */
function newDoor(storm: Storm): (app: number, nowMs: number) => boolean {
  const byAddress = new Map<string, number>();
  let second = -1;
  let taken = 0;
  return (app, nowMs) => {
    if (nowMs < storm.awayMs) return false;
    const now = Math.floor(nowMs / 1000);
    if (now !== second) taken = 0;
    second = now;
    const address = `${Math.floor(app / storm.appsPerAddress)} ${Math.floor(nowMs / ADDRESS_WINDOW_MS)}`;
    const before = byAddress.get(address) ?? 0;
    byAddress.set(address, before + 1);
    if (before >= PER_ADDRESS || taken >= storm.connectsPerSecond) return false;
    taken += 1;
    return true;
  };
}

/** An app that never came back counts as infinitely late. */
function aftermathOf(
  backAtMs: readonly number[],
  attempts: readonly number[],
  { apps, awayMs }: Storm,
): Aftermath {
  const at = (part: number) => (backAtMs[Math.ceil(apps * part) - 1] ?? Infinity) - awayMs;
  // Seconds without an attempt are holes, which `filter` leaves out.
  const counts = attempts.filter(() => true);
  // Attempts while nobody can be let in cost the platform's edge something, and the relay nothing.
  const peak = Math.max(...attempts.slice(Math.floor(awayMs / 1000)).filter(() => true));
  return {
    peakPerSecond: peak,
    halfBackMs: at(0.5),
    almostAllBackMs: at(0.99),
    allBackMs: at(1),
    attemptsPerApp: counts.reduce((sum, count) => sum + count, 0) / apps,
  };
}
