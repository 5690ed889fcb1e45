/** One run: the soak, the storm, or a little of the soak. */
import { parseArgs } from "node:util";
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { randomOf } from "../faults/random.ts";
import { soak } from "./soak.ts";
import { storm } from "./storm.ts";

const MINUTES = 30;
const WARM_UP_MS = 30_000;
const SHORT = { loadMs: 12_000, warmUpMs: 4_000, isControlled: false };
const STORM_APPS = 2_000;

export async function main(words: readonly string[]): Promise<number> {
  const giveUp = new AbortController();
  onStopSignal(() => giveUp.abort());
  try {
    return await play(words, giveUp.signal);
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

async function play(words: readonly string[], signal: AbortSignal): Promise<number> {
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
  const stray = positionals.find((word) => word !== "storm");
  if (stray !== undefined) throw new Fault(`There is no "${stray}": say "storm", or nothing.`);
  if (positionals.includes("storm"))
    return tell("after a crash all apps come back in 30 s, spread out", () =>
      storm(numberOf(values.apps), signal),
    );
  const seed = numberOf(values.seed);
  console.log(`Seed ${seed}.`);
  const times = values.short
    ? SHORT
    : { loadMs: 60_000 * numberOf(values.minutes), warmUpMs: WARM_UP_MS, isControlled: true };
  return tell("every call is answered and counted once, and nothing is left over", () =>
    soak({ ...times, random: randomOf(seed) }, signal),
  );
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!(number >= 0)) throw new Fault(`"${text}" is not a number.`);
  return number;
}

async function tell(title: string, run: () => Promise<string>): Promise<number> {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  try {
    console.log(`ok   ${title}: ${await run()} (${took()})`);
    console.log("1 passed, 0 failed");
    return 0;
  } catch (cause) {
    console.log(`FAIL ${title} (${took()})\n     ${cause instanceof Error ? cause.message : String(cause)}`);
    console.log("0 passed, 1 failed");
    return 1;
  }
}
