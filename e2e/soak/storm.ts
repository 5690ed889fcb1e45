/** 2,000 apps lose their relay at once: all are back soon after it is, and not all in the same moment. */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildJob, withBuildLock } from "../../scripts/stack/build.mjs";
import { Crew } from "../../scripts/stack/crew.mjs";
import { freePort } from "../../scripts/stack/port.mjs";
import { bundleRelay, serveBundle } from "../bench/servers/relay.ts";
import { newStorage } from "../bench/servers/storage.ts";
import type { KillableServer } from "../bench/servers/workerd.ts";
import { sleep } from "../faults/faulty-way.ts";
import { until } from "../faults/measure.ts";
import { callWorks } from "../fuzz/place.ts";
import type { Order, Report } from "./storm-apps.ts";

const PROCESSES = 4;
const AWAY_MS = 2_000;
const BACK_WITHIN_MS = 30_000;
const GATHER_MS = 600_000;
/**
 * Those who do the same thing at the same time do it within this. By the SDK's spread, of three quarters of a second at the first
 * try, 13 in a hundred do; busy processes make it some more, and a crowd in step would be nearly all.
 */
const SPIKE_MS = 100;
const MOST_AT_ONCE = 0.25;
const LEAST_SPIKE = 30;

type Fleet = {
  readonly children: readonly ChildProcess[];
  readonly tried: number[];
  readonly back: number[];
  readonly links: string[];
  gathered: number;
  /** Rejects when one of the processes ends before it is told to. */
  readonly broken: Promise<never>;
};

/**
 * The relay is plain workerd: the development server in front of it would keep whoever knocks waiting, as nothing does at a
 * deployment. Its objects lie in memory: on one machine's disk 2,000 of them wait for each other's commits, and everybody with them.
 */
export async function storm(apps: number, signal: AbortSignal): Promise<string> {
  const folder = newStorage();
  const crew = new Crew();
  signal.addEventListener("abort", () => void crew.stop());
  try {
    // What the apps import is the built SDK.
    await withBuildLock(() => crew.job(buildJob({ workspaces: ["@agent-socket/sdk"], dataDir: folder })));
    const bundle = await bundleRelay(crew, folder);
    const port = await freePort();
    return await withFleet(apps, () => serveBundle(crew, folder, bundle, { port }));
  } finally {
    await crew.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function withFleet(apps: number, start: () => Promise<KillableServer>): Promise<string> {
  const relay = await start();
  const fleet = launch(relay.url, apps);
  try {
    await Promise.race([until(async () => fleet.gathered === PROCESSES, GATHER_MS), fleet.broken]);
    const crashedAt = Date.now();
    await relay.kill();
    await sleep(AWAY_MS);
    // From here on and not from its first answer, which it gives among those to the whole crowd.
    const startedAt = Date.now();
    await start();
    await until(async () => fleet.back.length >= apps, 3 * BACK_WITHIN_MS).catch(() => undefined);
    const text = judge(fleet, apps, { crashedAt, startedAt });
    for (const link of fleet.links) await callWorks(link);
    return `${text}; ${fleet.links.length} links of before work`;
  } finally {
    for (const child of fleet.children) if (child.connected) child.disconnect();
  }
}

type Times = { readonly crashedAt: number; readonly startedAt: number };

function judge({ back, tried }: Fleet, apps: number, { crashedAt, startedAt }: Times): string {
  const lastMs = Math.max(...back) - startedAt;
  const perSecond = (times: readonly number[]) => counted(times, crashedAt, 1000).join(" ");
  const most = Math.max(...counted(tried, crashedAt, SPIKE_MS));
  const text =
    `${back.length} of ${apps} back, the last ${(lastMs / 1000).toFixed(1)} s after the relay was started again, ` +
    `${((startedAt - crashedAt) / 1000).toFixed(1)} s after the crash; by seconds since the crash: tries ${perSecond(tried)}, ` +
    `back ${perSecond(back)}; at most ${most} tries in ${SPIKE_MS} ms`;
  assert.equal(back.length, apps, text);
  assert.ok(lastMs <= BACK_WITHIN_MS, text);
  assert.ok(most <= Math.max(LEAST_SPIKE, apps * MOST_AT_ONCE), `a spike: ${text}`);
  return text;
}

function launch(relayUrl: string, apps: number): Fleet {
  const children = Array.from({ length: PROCESSES }, () => fork(join(import.meta.dirname, "storm-apps.ts")));
  const broken = Promise.race(children.map(brokenBy));
  // Whoever waits for the fleet hears it; afterwards all of them end.
  broken.catch(() => undefined);
  const fleet: Fleet = { children, tried: [], back: [], links: [], gathered: 0, broken };
  for (const [index, child] of children.entries()) {
    child.on("message", (report: Report) => hear(fleet, report));
    const order: Order = { relayUrl, apps: Math.floor(apps / PROCESSES), network: 10 + index };
    child.send(order);
  }
  return fleet;
}

const brokenBy = (child: ChildProcess): Promise<never> =>
  new Promise((_, reject) =>
    child.once("exit", (code) => reject(new Error(`A process full of apps ended with ${code}.`))),
  );

function hear(fleet: Fleet, report: Report): void {
  switch (report.kind) {
    case "tried":
      fleet.tried.push(report.atMs);
      return;
    case "back":
      fleet.back.push(report.atMs);
      return;
    case "lost":
      // One that is lost again, as by a relay that is still starting, is not back.
      fleet.back.pop();
      return;
    case "gathered":
      fleet.gathered += 1;
      fleet.links.push(...report.links);
  }
}

/** How many of them fall into each stretch of time since then. */
function counted(times: readonly number[], fromMs: number, stretchMs: number): readonly number[] {
  const stretches = times
    .filter((atMs) => atMs >= fromMs)
    .map((atMs) => Math.floor((atMs - fromMs) / stretchMs));
  const counts = Array.from({ length: Math.max(0, ...stretches) + 1 }, () => 0);
  for (const stretch of stretches) counts[stretch] = (counts[stretch] ?? 0) + 1;
  return counts;
}
