/**
 * Whether the relay's memory levels off, under the soak's calls and the faults of its apps. On plain workerd, as at a deployment:
 * the development server around it keeps memory of its own for each request, and would hide what is the relay's.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { Crew } from "../../scripts/stack/crew.mjs";
import { serveRelay } from "../bench/servers/relay.ts";
import { newStorage } from "../bench/servers/storage.ts";
import { DashboardOffice } from "../clients/dashboard-office.ts";
import type { Random } from "../faults/random.ts";
import { FallibleApp } from "./fallible-app.ts";
import { Load } from "./load.ts";
import { relayMiB } from "./vitals.ts";

const SESSIONS = 5;
const SAMPLES = 24;
/** Until the allocator and the collector have what they work with. */
const WARM_UP_SHARE = 1 / 3;
/** What the young generation of a collector comes and goes by. */
const SLACK_MIB = 24;
const GROWTH = 1.05;

export type MemoryPlan = { readonly loadMs: number; readonly random: Random };

export async function memory(plan: MemoryPlan, signal: AbortSignal): Promise<string> {
  const folder = newStorage();
  const crew = new Crew();
  signal.addEventListener("abort", () => void crew.stop());
  try {
    const relay = await serveRelay(crew, folder);
    const office = new DashboardOffice(relay.url, relay.controlSecrets);
    const { entry, appKey } = await office.registerApp();
    const apps: FallibleApp[] = [];
    for (let index = 0; index < SESSIONS; index++)
      apps.push(await FallibleApp.open(relay.url, { appId: entry.appId, appKey }, index, plan.random));
    return await judged(apps, plan);
  } finally {
    await crew.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function judged(apps: readonly FallibleApp[], { loadMs, random }: MemoryPlan): Promise<string> {
  const load = new Load(apps, random);
  const samples: { readonly mib: number; readonly requests: number }[] = [];
  const look = () => samples.push({ mib: relayMiB(), requests: load.requests });
  const timer = setInterval(look, loadMs / SAMPLES);
  await load.runFor(loadMs).finally(() => clearInterval(timer));
  for (const app of apps) app.leave();
  assert.deepEqual(load.faults.slice(0, 5), []);
  console.log(`     the relay's MiB on plain workerd: ${samples.map(({ mib }) => mib).join(" ")}`);
  const settled = samples.slice(Math.ceil(SAMPLES * WARM_UP_SHARE));
  const half = Math.floor(settled.length / 2);
  const [first, second] = [median(settled.slice(0, half)), median(settled.slice(half))];
  const requests = (settled.at(-1)?.requests ?? 0) - (settled[0]?.requests ?? 0);
  const text = `${first} MiB, then ${second} MiB, of ${load.requests} requests, ${requests} of them after the first third`;
  assert.ok(settled.length > 4 && requests > 0, `too little was measured: ${text}`);
  assert.ok(second <= first * GROWTH + SLACK_MIB, `memory is left over; ${text}`);
  return text;
}

function median(samples: readonly { readonly mib: number }[]): number {
  const sorted = samples.map(({ mib }) => mib).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
