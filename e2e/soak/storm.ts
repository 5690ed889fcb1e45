/** 2,000 apps lose their relay at once: all are back soon after it is, and not all in the same moment. */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { startStack } from "../../scripts/stack.mjs";
import { sleep } from "../faults/faulty-way.ts";
import { until } from "../faults/measure.ts";
import { callWorks } from "../fuzz/place.ts";
import type { Order, Report } from "./storm-apps.ts";

const PROCESSES = 4;
const AWAY_MS = 2_000;
const BACK_WITHIN_MS = 30_000;
const GATHER_MS = 600_000;
/** The most of them that may knock in one second of the relay's return: together they would be a spike. */
const MOST_IN_A_SECOND = 0.5;
/** The relay listens a while before it is healthy. */
const LISTENS_BEFORE_MS = 3_000;

type Fleet = {
  readonly children: readonly ChildProcess[];
  readonly tried: number[];
  readonly back: number[];
  readonly links: string[];
  gathered: number;
};

export async function storm(apps: number, signal: AbortSignal): Promise<string> {
  const stack = await startStack({ parts: ["relay"], signal });
  const fleet = launch(stack.relayUrl, apps);
  try {
    await until(async () => fleet.gathered === PROCESSES, GATHER_MS);
    await stack.killRelay();
    await sleep(AWAY_MS);
    await stack.startRelay();
    const upAt = Date.now();
    await until(async () => fleet.back.length >= apps, 3 * BACK_WITHIN_MS).catch(() => undefined);
    const text = judge(fleet, apps, upAt);
    for (const link of fleet.links) await callWorks(link);
    return `${text}; ${fleet.links.length} links of before work`;
  } finally {
    for (const child of fleet.children) child.disconnect();
    await stack.stop();
  }
}

function judge({ back, tried }: Fleet, apps: number, upAt: number): string {
  const knocks = bySecond(
    tried.filter((atMs) => atMs >= upAt - LISTENS_BEFORE_MS),
    upAt - LISTENS_BEFORE_MS,
  );
  const lastMs = Math.max(...back) - upAt;
  const text =
    `${back.length} of ${apps} back, the last ${(lastMs / 1000).toFixed(1)} s after the relay; back by second: ` +
    `${bySecond(back, Math.min(...back)).join(" ")}; tries by second: ${knocks.join(" ")}`;
  assert.equal(back.length, apps, text);
  assert.ok(lastMs <= BACK_WITHIN_MS, text);
  assert.ok(Math.max(...knocks) <= apps * MOST_IN_A_SECOND, `a spike: ${text}`);
  return text;
}

function launch(relayUrl: string, apps: number): Fleet {
  const children = Array.from({ length: PROCESSES }, () => fork(join(import.meta.dirname, "storm-apps.ts")));
  const fleet: Fleet = { children, tried: [], back: [], links: [], gathered: 0 };
  for (const [index, child] of children.entries()) {
    child.on("message", (report: Report) => hear(fleet, report));
    const order: Order = { relayUrl, apps: Math.floor(apps / PROCESSES), network: 10 + index };
    child.send(order);
  }
  return fleet;
}

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
  const seconds = times.map((atMs) => Math.floor((atMs - fromMs) / 1000));
  const length = Math.max(0, ...seconds) + 1;
  return Array.from({ length }, (_, second) => seconds.filter((one) => one === second).length);
}
