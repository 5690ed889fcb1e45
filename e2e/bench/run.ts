/** One run: a fresh place, every trial in it, warm ones in random order. */
import { loadavg } from "node:os";
import { Fault, messageOf } from "../../scripts/stack/fault.mjs";
import type { Pace } from "./compare.ts";
import type { Result } from "./goals.ts";
import { openPlace, type Place } from "./place.ts";
import { connectTrial } from "./trials/connect.ts";
import { type Crowd, idleTrial } from "./trials/idle.ts";
import { sdkTrial } from "./trials/sdk.ts";
import { type Trial, warmTrials } from "./trials/warm.ts";

export type Kind = "quick" | "full";
/** A trial that could not be made, and what stood in its way. */
export type Failed = { readonly trial: string; readonly why: string };
export type Run = {
  readonly kind: Kind;
  readonly startedAt: string;
  readonly seconds: number;
  readonly loads: readonly [number, number];
  readonly results: readonly Result[];
  readonly faults: readonly Failed[];
};

type Extent = {
  readonly usual: Pace;
  readonly large: Pace;
  readonly crowd: Crowd;
  readonly connects: number;
};

const EXTENTS: Readonly<Record<Kind, Extent>> = {
  quick: {
    usual: { concurrency: 1, blocks: 3, ms: 500, warmUpMs: 1500 },
    large: { concurrency: 1, blocks: 2, ms: 1000, warmUpMs: 1500 },
    crowd: { few: 100, many: 400 },
    connects: 12,
  },
  full: {
    usual: { concurrency: 1, blocks: 7, ms: 1000, warmUpMs: 4000 },
    large: { concurrency: 1, blocks: 5, ms: 3000, warmUpMs: 4000 },
    crowd: { few: 500, many: 2000 },
    connects: 60,
  },
};

/** `only`: part of the name of the trials that are wanted. */
export async function oneRun(kind: Kind, onDisk: boolean, only: string): Promise<Run> {
  const startedAt = new Date().toISOString();
  const began = performance.now();
  const loadBefore = loadavg()[0] ?? 0;
  const results: Result[] = [];
  const faults: Failed[] = [];
  /** One that fails takes nothing with it but its own figures. */
  const attempt = async (trial: string, work: () => Promise<void>) => {
    await work().catch((cause: unknown) => {
      faults.push({ trial, why: messageOf(cause) });
      console.error(`  ${trial}: not measured. ${messageOf(cause)}`);
    });
  };
  for (const [group, trialsOf] of GROUPS)
    if (group.includes(only) || group === "warm")
      await attempt(group, () =>
        inPlace(onDisk, async (place) => {
          for (const { name, run } of await trialsOf(place, EXTENTS[kind]))
            if (name.includes(only))
              await attempt(name, async () => void results.push(...printed(await run())));
        }),
      );
  if (results.length + faults.length === 0) throw new Fault(`No trial has "${only}" in its name.`);
  const seconds = (performance.now() - began) / 1000;
  return { kind, startedAt, seconds, loads: [loadBefore, loadavg()[0] ?? 0], results, faults };
}

async function inPlace(onDisk: boolean, work: (place: Place) => Promise<void>): Promise<void> {
  const place = await openPlace(onDisk);
  try {
    await work(place);
  } finally {
    await place.stop();
  }
}

/** Memory is measured where nothing else has run. */
const GROUPS: readonly (readonly [string, (place: Place, extent: Extent) => Promise<readonly Trial[]>])[] = [
  ["idle", async (place, { crowd }) => [{ name: "idle", run: () => idleTrial(place, crowd) }]],
  ["warm", (place, extent) => warmTrials(place, extent)],
  ["connect", async (place, { connects }) => [{ name: "connect", run: () => connectTrial(place, connects) }]],
  ["sdk", async (place) => [{ name: "sdk", run: () => sdkTrial(place) }]],
];

function printed(results: readonly Result[]): readonly Result[] {
  for (const { id, value, low, high, ours, base } of results)
    console.log(
      `  ${id.padEnd(14)} ${value.toFixed(2).padStart(7)}  (${low.toFixed(2)}–${high.toFixed(2)})  ${ours} / ${base}`,
    );
  return results;
}
