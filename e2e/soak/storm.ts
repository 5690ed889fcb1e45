/** 2,000 apps lose their relay at once: all are back soon after it is, and not all in the same moment. */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { buildJob, withBuildLock } from "../../scripts/stack/build.mjs";
import { Crew } from "../../scripts/stack/crew.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { sleep } from "../faults/faulty-way.ts";
import { until } from "../faults/measure.ts";
import { callWorks } from "../fuzz/place.ts";
import type { Order, Report } from "./storm-apps.ts";

const PROCESSES = 4;
const AWAY_MS = 2_000;
const BACK_WITHIN_MS = 30_000;
const GATHER_MS = 600_000;
/** The relay listens a while before it is healthy. */
const LISTENS_BEFORE_MS = 3_000;
/** The most of them that may knock in one second of the relay's return: together they would be a spike. */
const MOST_IN_A_SECOND = 0.5;

type Stack = Awaited<ReturnType<typeof startStack>>;
type Fleet = {
  readonly children: readonly ChildProcess[];
  readonly tried: number[];
  readonly back: number[];
  readonly links: string[];
  gathered: number;
  /** Rejects when one of the processes ends before it is told to. */
  readonly broken: Promise<never>;
};

export async function storm(apps: number, signal: AbortSignal): Promise<string> {
  const stack = await startStack({ parts: ["relay"], signal });
  try {
    // What the apps import is the built SDK.
    const job = buildJob({ workspaces: ["@agent-socket/sdk"], dataDir: stack.dataDir });
    await withBuildLock(() => new Crew().job(job));
    const fleet = launch(stack.relayUrl, apps);
    try {
      return await crash(stack, fleet, apps);
    } finally {
      for (const child of fleet.children) if (child.connected) child.disconnect();
    }
  } finally {
    await stack.stop();
  }
}

async function crash(stack: Stack, fleet: Fleet, apps: number): Promise<string> {
  await Promise.race([until(async () => fleet.gathered === PROCESSES, GATHER_MS), fleet.broken]);
  const crashedAt = Date.now();
  await stack.killRelay();
  await sleep(AWAY_MS);
  await stack.startRelay();
  const upAt = Date.now();
  await until(async () => fleet.back.length >= apps, 3 * BACK_WITHIN_MS).catch(() => undefined);
  const text = judge(fleet, apps, { crashedAt, upAt });
  for (const link of fleet.links) await callWorks(link);
  return `${text}; ${fleet.links.length} links of before work`;
}

type Times = { readonly crashedAt: number; readonly upAt: number };

function judge({ back, tried }: Fleet, apps: number, { crashedAt, upAt }: Times): string {
  const listensFrom = Math.max(crashedAt, upAt - LISTENS_BEFORE_MS);
  const lastMs = Math.max(...back) - upAt;
  const text =
    `${back.length} of ${apps} back, the last ${(lastMs / 1000).toFixed(1)} s after the relay, which was away for ` +
    `${((upAt - crashedAt) / 1000).toFixed(1)} s; by seconds since the crash: tries ` +
    `${bySecond(tried, crashedAt).join(" ")}, back ${bySecond(back, crashedAt).join(" ")}`;
  assert.equal(back.length, apps, text);
  assert.ok(lastMs <= BACK_WITHIN_MS, text);
  assert.ok(Math.max(...bySecond(tried, listensFrom)) <= apps * MOST_IN_A_SECOND, `a spike: ${text}`);
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

function bySecond(times: readonly number[], fromMs: number): readonly number[] {
  const seconds = times.filter((atMs) => atMs >= fromMs).map((atMs) => Math.floor((atMs - fromMs) / 1000));
  const length = Math.max(0, ...seconds) + 1;
  return Array.from({ length }, (_, second) => seconds.filter((one) => one === second).length);
}
