/** Mixed calls while a hundredth of everything goes wrong; afterwards the books are exact and nothing is left over. */
import assert from "node:assert/strict";
import { compareBooks } from "../faults/books.ts";
import { type Faults, sleep } from "../faults/faulty-way.ts";
import { until } from "../faults/measure.ts";
import { addApp, openPlace, type Place } from "../faults/place.ts";
import type { Random } from "../faults/random.ts";
import { FallibleApp } from "./fallible-app.ts";
import { Load } from "./load.ts";
import { relayMiB, takeVitals, type Vitals } from "./vitals.ts";

const SESSIONS = 5;
const WAYS: Faults = { repeated: 0.01, delayed: 0.01, lost: 0.01, unanswered: 0.01, longestDelayMs: 1_500 };
const SETTLE_MS = 12_000;
const SHORT_SETTLE_MS = 1_000;
/** Of memory: what a collector may not have collected yet. */
const GROWTH = 1.5;
const SLACK_MIB = 96;
const SAMPLES = 12;
/** Of sockets: those that clients keep open for a while. */
const SLACK_SOCKETS = 24;

export type SoakPlan = {
  readonly loadMs: number;
  readonly warmUpMs: number;
  readonly random: Random;
  /** Whether the dashboard's memory is judged; over a short time it is only told, as the relay's is here. */
  readonly isMemoryHeld: boolean;
};

export async function soak(plan: SoakPlan, signal: AbortSignal): Promise<string> {
  const place = await openPlace(plan.random, signal);
  return run(place, plan).finally(() => place.stop());
}

async function run(place: Place, { loadMs, warmUpMs, random, isMemoryHeld }: SoakPlan): Promise<string> {
  const known = await addApp(place);
  const apps: FallibleApp[] = [];
  for (let index = 0; index < SESSIONS; index++)
    apps.push(await FallibleApp.open(place.stack.relayUrl, known, index, random));
  const load = new Load(apps, random);
  await load.runFor(warmUpMs);
  await sleep(Math.min(SETTLE_MS, Math.max(SHORT_SETTLE_MS, warmUpMs)));
  const before = takeVitals(place.stack.dataDir);
  console.log(`     at the beginning: ${inWords(before)}`);
  for (const way of place.ways) way.faults = WAYS;
  await sampled(loadMs / SAMPLES, load.runFor(loadMs));
  for (const way of place.ways) way.faults = null;
  assert.deepEqual(load.faults.slice(0, 5), []);
  assert.deepEqual(load.dispatchedTwice(), [], "I2: dispatched more than once");
  console.log(`     ${told(load, apps)}`);
  const books = await compareBooks(place.database, known.appId, load);
  const after = await settled(place, before);
  if (isMemoryHeld) holdDashboard(before, after);
  for (const app of apps) app.leave();
  return `${load.answered.size} calls, ${books}; at the end ${inWords(after)}`;
}

/** Told only: most of it is the development server's front, a process of its own that keeps some for each request. */
async function sampled(everyMs: number, load: Promise<void>): Promise<void> {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(relayMiB()), everyMs);
  await load.finally(() => clearInterval(timer));
  console.log(
    `     relay and development server in MiB, every ${Math.round(everyMs / 1000)} s: ${samples.join(" ")}`,
  );
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
  `relay and its development server ${relayMiB} MiB, dashboard ${dashboardMiB} MiB, ${sockets ?? "unknown"} sockets, ${objects} objects`;

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

function holdDashboard(before: Vitals, after: Vitals): void {
  const most = before.dashboardMiB * GROWTH + SLACK_MIB;
  const seen = `before: ${inWords(before)}; after: ${inWords(after)}`;
  assert.ok(after.dashboardMiB <= most, `the dashboard's memory is left over; ${seen}`);
}
