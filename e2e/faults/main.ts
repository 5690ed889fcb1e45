/** One run: its options, its acts in turn, and what each measured. */
import { parseArgs } from "node:util";
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { type Act, acts, type Plan } from "./acts.ts";
import { openPlace, type Place } from "./place.ts";
import { randomOf } from "./random.ts";

type Options = {
  readonly isShort: boolean;
  /** Part of a title: only such acts are played. */
  readonly only: string;
  readonly seed: number;
  readonly calls: number;
  readonly outageMs: number;
};

export async function main(words: readonly string[]): Promise<number> {
  const giveUp = new AbortController();
  onStopSignal(() => giveUp.abort());
  try {
    const options = readOptions(words);
    console.log(`Seed ${options.seed}.`);
    const random = randomOf(options.seed);
    const place = await openPlace(random, giveUp.signal);
    try {
      return await play(place, options, { calls: options.calls, outageMs: options.outageMs, random });
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
      only: { type: "string", default: "" },
      seed: { type: "string" },
      calls: { type: "string" },
      outage: { type: "string" },
    },
  });
  const isShort = values.short;
  return {
    isShort,
    only: values.only,
    seed: numberOf(values.seed, Math.floor(Math.random() * 1_000_000)),
    calls: numberOf(values.calls, isShort ? 1_200 : 10_000),
    outageMs: 1000 * numberOf(values.outage, isShort ? 2 : 60),
  };
}

function numberOf(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Fault(`"${text}" is not a whole number.`);
  return number;
}

async function play(place: Place, { isShort, only }: Options, plan: Plan): Promise<number> {
  const chosen = acts.filter(
    ({ title, isLong }) => (!isShort || isLong === undefined) && title.includes(only),
  );
  if (chosen.length === 0) throw new Fault(`No act has "${only}" in its title.`);
  let failed = 0;
  for (const act of chosen) if (!(await perform(act, place, plan))) failed += 1;
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function perform(act: Act, place: Place, plan: Plan): Promise<boolean> {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  try {
    const measured = await act.run(place, plan);
    console.log(`ok   ${act.title}: ${measured} (${took()})`);
    return true;
  } catch (cause) {
    console.log(
      `FAIL ${act.title} (${took()})\n     ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    return false;
  }
}
