/** One run: the soak and the relay's memory, one of them, a little of the soak, or the storm. */
import { parseArgs } from "node:util";
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { randomOf } from "../faults/random.ts";
import { memory } from "./memory.ts";
import { soak } from "./soak.ts";
import { storm } from "./storm.ts";

const MINUTES = 30;
const WARM_UP_MS = 30_000;
/** Too short to tell growth that stays from memory that was not collected yet. */
const SHORT = { loadMs: 30_000, warmUpMs: 4_000, isMemoryHeld: false };
/** Of the minutes: plain workerd takes many more calls in each. */
const MEMORY_SHARE = 1 / 3;
const STORM_APPS = 2_000;

type Part = { readonly title: string; readonly run: (signal: AbortSignal) => Promise<string> };
type Options = {
  readonly seed: number;
  readonly minutes: number;
  readonly apps: number;
  readonly isShort: boolean;
};

export async function main(words: readonly string[]): Promise<number> {
  const giveUp = new AbortController();
  onStopSignal(() => giveUp.abort());
  try {
    const { positionals, options } = readOptions(words);
    console.log(`Seed ${options.seed}.`);
    return await play(choose(positionals, options), giveUp.signal);
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

function readOptions(words: readonly string[]): { positionals: readonly string[]; options: Options } {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
      minutes: { type: "string", default: String(MINUTES) },
      apps: { type: "string", default: String(STORM_APPS) },
    },
  });
  const { seed, minutes, apps, short: isShort } = values;
  const numbers = { seed: numberOf(seed), minutes: numberOf(minutes), apps: numberOf(apps) };
  return { positionals, options: { ...numbers, isShort } };
}

function choose(
  [word, ...others]: readonly string[],
  { seed, minutes, apps, isShort }: Options,
): readonly Part[] {
  const loadMs = 60_000 * minutes;
  const times = isShort ? SHORT : { loadMs, warmUpMs: WARM_UP_MS, isMemoryHeld: true };
  const books: Part = {
    title: "every call is answered and counted once, and nothing is left over",
    run: (signal) => soak({ ...times, random: randomOf(seed) }, signal),
  };
  const levelling: Part = {
    title: "what the relay holds in memory levels off",
    run: (signal) => memory({ loadMs: loadMs * MEMORY_SHARE, random: randomOf(seed) }, signal),
  };
  const returning: Part = {
    title: "after a crash all apps come back in 30 s, spread out",
    run: (signal) => storm(apps, signal),
  };
  if (others.length === 0 && word === "storm") return [returning];
  if (others.length === 0 && word === "memory") return [levelling];
  if (word !== undefined) throw new Fault(`There is no "${word}": say "memory", "storm", or nothing.`);
  return isShort ? [books] : [books, levelling];
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!(number >= 0)) throw new Fault(`"${text}" is not a number.`);
  return number;
}

async function play(parts: readonly Part[], signal: AbortSignal): Promise<number> {
  let failed = 0;
  for (const part of parts) if (!(await perform(part, signal))) failed += 1;
  console.log(`${parts.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function perform({ title, run }: Part, signal: AbortSignal): Promise<boolean> {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  try {
    console.log(`ok   ${title}: ${await run(signal)} (${took()})`);
    return true;
  } catch (cause) {
    console.log(`FAIL ${title} (${took()})\n     ${cause instanceof Error ? cause.message : String(cause)}`);
    return false;
  }
}
