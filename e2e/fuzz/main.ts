/** One run: its options, its surfaces in turn, and the logs at the end. */
import { parseArgs } from "node:util";
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { bodies, headers, urls } from "./agent-surfaces.ts";
import { frames, schemas } from "./app-surfaces.ts";
import { forms, signedCalls } from "./dashboard-surfaces.ts";
import { crashesIn } from "./judge.ts";
import { openPlace, type Place } from "./place.ts";
import type { Surface } from "./surface.ts";

const SURFACES: readonly Surface[] = [frames, bodies, schemas, urls, headers, forms, signedCalls];
const INPUTS = 10_000;
const INPUTS_IN_SHORT = 300;

type Options = { readonly seed: number; readonly inputs: number; readonly only: string };

export async function main(words: readonly string[]): Promise<number> {
  const giveUp = new AbortController();
  onStopSignal(() => giveUp.abort());
  try {
    const options = readOptions(words);
    const place = await openPlace(giveUp.signal);
    try {
      return await play(place, options);
    } finally {
      await place.stop();
    }
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string" },
      inputs: { type: "string" },
      only: { type: "string", default: "" },
    },
  });
  return {
    seed: numberOf(values.seed, Math.floor(Math.random() * 1_000_000)),
    inputs: numberOf(values.inputs, values.short ? INPUTS_IN_SHORT : INPUTS),
    only: values.only,
  };
}

function numberOf(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Fault(`"${text}" is not a whole number.`);
  return number;
}

async function play(place: Place, { seed, inputs, only }: Options): Promise<number> {
  const chosen = SURFACES.filter(({ name }) => name.includes(only));
  if (chosen.length === 0) throw new Fault(`No surface has "${only}" in its name.`);
  console.log(`Seed ${seed}.`);
  let failed = 0;
  for (const { name, run } of chosen) {
    const startedAt = performance.now();
    const faults = await run(place, seed, inputs);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    failed += tell(`${name}: ${inputs} inputs (${seconds} s)`, faults);
  }
  failed += tell("the logs tell of no crash and no error", crashesIn(place.dataDir));
  console.log(`${chosen.length + 1 - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function tell(title: string, faults: readonly string[]): number {
  console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${title}`);
  for (const fault of faults.slice(0, 20)) console.log(`     ${fault}`);
  return faults.length === 0 ? 0 : 1;
}
