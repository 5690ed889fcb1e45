/** Mixed calls while a hundredth of everything goes wrong; afterwards the books are exact and nothing is left over. */
import assert from "node:assert/strict";
import { compareBooks } from "../faults/books.ts";
import { type Faults, sleep } from "../faults/faulty-way.ts";
import { until } from "../faults/measure.ts";
import { addApp, openPlace, type Place } from "../faults/place.ts";
import type { Random } from "../faults/random.ts";
import { FallibleApp } from "./fallible-app.ts";
import { Load } from "./load.ts";
import { bridgeGrowth } from "./bare-bridge.ts";
import { relayMiB, takeVitals, type Vitals } from "./vitals.ts";

const SESSIONS = 5;
const WAYS: Faults = { repeated: 0.01, delayed: 0.01, lost: 0.01, unanswered: 0.01, longestDelayMs: 1_500 };
const SETTLE_MS = 12_000;
const SHORT_SETTLE_MS = 1_000;
/** Of memory: what a collector may not have collected yet. */
const GROWTH = 1.5;
const SLACK_MIB = 96;
/**
 * workerd collects when it must, and keeps what it once took from the system; so the relay is held to what the bare bridge makes
 * of as many requests. Documents are larger than the bridge's answers, and each call also goes through the queue.
 */
const OF_THE_CONTROL = 1.5;
const SAMPLES = 12;
/** Of sockets: those that clients keep open for a while. */
const SLACK_SOCKETS = 24;

export type SoakPlan = {
  readonly loadMs: number;
  readonly warmUpMs: number;
  readonly random: Random;
  /** Whether memory is held to the bare bridge's; else to a fixed measure, as over a short time. */
  readonly isControlled: boolean;
};
type Soaked = { readonly text: string; readonly requests: number; readonly grownMiB: number };

export async function soak(plan: SoakPlan, signal: AbortSignal): Promise<string> {
  const place = await openPlace(plan.random, signal);
  const soaked = await run(place, plan).finally(() => place.stop());
  return plan.isControlled ? controlled(soaked, signal) : soaked.text;
}

async function controlled({ text, requests, grownMiB }: Soaked, signal: AbortSignal): Promise<string> {
  const bridgeMiB = await bridgeGrowth(requests, signal);
  const seen = `over ${requests} requests the relay grew by ${grownMiB} MiB, the bare bridge by ${bridgeMiB} MiB`;
  assert.ok(grownMiB <= bridgeMiB * OF_THE_CONTROL + SLACK_MIB, `memory is left over; ${seen}`);
  return `${text}; ${seen}`;
}

async function run(place: Place, { loadMs, warmUpMs, random, isControlled }: SoakPlan): Promise<Soaked> {
  const known = await addApp(place);
  const apps: FallibleApp[] = [];
  for (let index = 0; index < SESSIONS; index++)
    apps.push(await FallibleApp.open(place, known, index, random));
  const load = new Load(apps, random);
  await load.runFor(warmUpMs);
  await sleep(Math.min(SETTLE_MS, Math.max(SHORT_SETTLE_MS, warmUpMs)));
  const before = takeVitals(place.stack.dataDir);
  console.log(`     at the beginning: ${inWords(before)}`);
  for (const way of place.ways) way.faults = WAYS;
  const requestsBefore = load.requests;
  await sampled(loadMs / SAMPLES, load.runFor(loadMs));
  for (const way of place.ways) way.faults = null;
  assert.deepEqual(load.faults.slice(0, 5), []);
  assert.deepEqual(load.dispatchedTwice(), [], "I2: dispatched more than once");
  console.log(`     ${told(load, apps)}`);
  const books = await compareBooks(place.database, known.appId, load);
  const after = await settled(place, before);
  holdMemory(before, after, isControlled);
  for (const app of apps) app.leave();
  return {
    text: `${load.answered.size} calls, ${books}; at the end ${inWords(after)}`,
    requests: load.requests - requestsBefore,
    grownMiB: after.relayMiB - before.relayMiB,
  };
}

/** A leak climbs to the end; what is only not collected yet levels off. */
async function sampled(everyMs: number, load: Promise<void>): Promise<void> {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(relayMiB()), everyMs);
  await load.finally(() => clearInterval(timer));
  console.log(`     the relay's MiB, every ${Math.round(everyMs / 1000)} s: ${samples.join(" ")}`);
}

const total = (counts: Iterable<readonly [string, number]>): string =>
  [...counts].map(([name, times]) => `${times} ${name}`).join(", ");

function told({ seen }: Load, apps: readonly FallibleApp[]): string {
  const wrong = new Map<string, number>();
  for (const app of apps)
    for (const [name, times] of app.wrong) wrong.set(name, (wrong.get(name) ?? 0) + times);
  return `answers: ${total(seen)}; went wrong at the apps: ${total(wrong)}`;
}

const inWords = ({ relayMiB, dashboardMiB, sockets, objects }: Vitals): string =>
  `relay ${relayMiB} MiB, dashboard ${dashboardMiB} MiB, ${sockets ?? "unknown"} sockets, ${objects} objects`;

/** I9, given a while. */
async function settled(place: Place, before: Vitals): Promise<Vitals> {
  let now = before;
  await until(async () => {
    now = takeVitals(place.stack.dataDir);
    return (now.sockets ?? 0) <= (before.sockets ?? 0) + SLACK_SOCKETS;
  }, 60_000).catch(() => undefined);
  const seen = `before: ${inWords(before)}; after: ${inWords(now)}`;
  assert.ok((now.sockets ?? 0) <= (before.sockets ?? 0) + SLACK_SOCKETS, `sockets are left over; ${seen}`);
  assert.equal(now.objects, before.objects, `objects are left over; ${seen}`);
  return now;
}

function holdMemory(before: Vitals, after: Vitals, isControlled: boolean): void {
  const parts = isControlled ? (["dashboardMiB"] as const) : (["relayMiB", "dashboardMiB"] as const);
  const seen = `before: ${inWords(before)}; after: ${inWords(after)}`;
  for (const part of parts)
    assert.ok(after[part] <= before[part] * GROWTH + SLACK_MIB, `memory is left over; ${seen}`);
}
