/**
 * Whether what the relay holds levels off, under the soak's calls and the faults of its apps. On plain workerd, as at a deployment,
 * and after its garbage was collected: what a process keeps besides is its allocator's and its collector's, and says little.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { Crew } from "../../scripts/stack/crew.mjs";
import { freePort } from "../../scripts/stack/port.mjs";
import { serveRelay } from "../bench/servers/relay.ts";
import { newStorage } from "../bench/servers/storage.ts";
import { DashboardOffice } from "../clients/dashboard-office.ts";
import type { Random } from "../faults/random.ts";
import { FallibleApp } from "./fallible-app.ts";
import { heldMiB } from "./heap.ts";
import { Load } from "./load.ts";
import { relayMiB } from "./vitals.ts";

const SESSIONS = 5;
const STRETCHES = 6;
/** By then each session has made as many links as it may in a day, and the maps of the rest are as full as they get. */
const WARM_UP_STRETCHES = 3;
/** A hundred bytes that each of 20,000 calls left behind. */
const SLACK_MIB = 2;

type Seen = { readonly requests: number; readonly heldMiB: number; readonly processMiB: number };
export type MemoryPlan = { readonly loadMs: number; readonly random: Random };

export async function memory(plan: MemoryPlan, signal: AbortSignal): Promise<string> {
  const folder = newStorage();
  const crew = new Crew();
  signal.addEventListener("abort", () => void crew.stop());
  try {
    const inspectorPort = await freePort();
    const relay = await serveRelay(crew, folder, { inspectorPort });
    const office = new DashboardOffice(relay.url, relay.controlSecrets);
    const { entry, appKey } = await office.registerApp();
    const apps: FallibleApp[] = [];
    for (let index = 0; index < SESSIONS; index++)
      apps.push(await FallibleApp.open(relay.url, { appId: entry.appId, appKey }, index, plan.random));
    return await judged(apps, plan, inspectorPort);
  } finally {
    await crew.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function judged(apps: readonly FallibleApp[], { loadMs, random }: MemoryPlan, inspectorPort: number) {
  const load = new Load(apps, random);
  const seen: Seen[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    await load.runFor(loadMs / STRETCHES);
    seen.push({ requests: load.requests, heldMiB: await heldMiB(inspectorPort), processMiB: relayMiB() });
  }
  for (const app of apps) app.leave();
  assert.deepEqual(load.faults.slice(0, 5), []);
  console.log(`     ${seen.map(inWords).join("; ")}`);
  const [first, last] = [seen[WARM_UP_STRETCHES - 1], seen.at(-1)];
  assert.ok(
    first !== undefined && last !== undefined && last.requests > first.requests,
    "nothing was measured",
  );
  const text = `${first.heldMiB.toFixed(1)} MiB held after ${first.requests} requests, ${last.heldMiB.toFixed(1)} after ${last.requests}`;
  assert.ok(last.heldMiB - first.heldMiB <= SLACK_MIB, `memory is left over; ${text}`);
  return text;
}

const inWords = ({ requests, heldMiB: held, processMiB }: Seen): string =>
  `${requests} requests: ${held.toFixed(1)} MiB held, the process ${processMiB}`;
