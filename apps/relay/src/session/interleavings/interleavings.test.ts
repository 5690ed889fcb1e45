/**
 * Thousands of random steps against real objects in workerd. A run prints its seed; `SEED=<seed>` runs the same histories
 * again and looks for the shortest one that fails, `RUNS=<count>` runs more of them.
 */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { newRelay } from "../relay.fixture.ts";
import { history, type Step } from "./step.fixture.ts";
import { World } from "./world.fixture.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly seed: number | null;
    readonly runs: number;
  }
}

const STEPS_A_RUN = 60;
const LANES = 3;
const givenSeed = inject("seed");
const seed = givenSeed ?? Math.floor(Math.random() * 1_000_000);
const runs = inject("runs");

const relay = newRelay();
let url: URL;
const heard = new Map<string, number>();
beforeAll(async () => {
  url = await relay.listen();
});
afterAll(async () => {
  console.info(`heard: ${[...heard].map(([code, count]) => `${count} ${code}`).join(", ")}`);
  await relay.close();
});

async function play(steps: readonly Step[]): Promise<void> {
  const world = new World(relay, url);
  await world.open();
  for (const step of steps) {
    await world.step(step);
    if (world.ledger.faults.length > 0) break;
  }
  await world.finish();
  for (const [code, count] of world.ledger.tally) heard.set(code, (heard.get(code) ?? 0) + count);
  if (world.ledger.faults.length > 0) throw new Error(world.ledger.faults.join("\n"));
}

describe("whatever happens in whatever order", () => {
  console.info(
    `interleavings: SEED=${seed}, ${runs} histories of ${STEPS_A_RUN} steps in each of ${LANES} lanes`,
  );
  it.concurrent.for([...Array(LANES).keys()])(
    "each call has one honest answer (lane %i)",
    { timeout: 600_000 },
    async (lane) => {
      const property = fc.asyncProperty(history(STEPS_A_RUN), play);
      await fc.assert(property, { seed: seed + lane, numRuns: runs, endOnFailure: givenSeed === null });
    },
  );
});
