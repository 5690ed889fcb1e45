/** One run: its options, the threats in turn, and the search at the end. */
import { parseArgs } from "node:util";
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { accounts } from "./accounts.ts";
import { appOutput } from "./app-output.ts";
import { canary } from "./canary.ts";
import { hostilePages } from "./hostile-pages.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { links } from "./links.ts";
import { origins } from "./origins.ts";
import { Place } from "./place.ts";
import { requests } from "./requests.ts";
import { Secrets } from "./secrets.ts";
import type { Plan, Threat } from "./threat.ts";
import { weight } from "./weight.ts";

/** The search comes last: by then every secret came up. */
const THREATS: readonly Threat[] = [
  ...hostilePages,
  ...appOutput,
  ...origins,
  ...links,
  ...requests,
  ...weight,
  ...accounts,
  ...hostileTexts,
  canary,
];

export async function main(words: readonly string[]): Promise<number> {
  const giveUp = new AbortController();
  onStopSignal(() => giveUp.abort());
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { short: { type: "boolean", default: false }, only: { type: "string", default: "" } },
    });
    const place = await Place.open(new Secrets(), giveUp.signal);
    try {
      return await play(place, values.only, { isShort: values.short });
    } finally {
      await place.close();
    }
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

async function play(place: Place, only: string, plan: Plan): Promise<number> {
  const chosen = THREATS.filter(({ title }) => title.includes(only));
  if (chosen.length === 0) throw new Fault(`No threat has "${only}" in its title.`);
  let failed = 0;
  for (const threat of chosen) if (!(await perform(threat, place, plan))) failed += 1;
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function perform({ number, title, run }: Threat, place: Place, plan: Plan): Promise<boolean> {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const label = `${String(number).padStart(2)} ${title}`;
  try {
    const measured = await run(place, plan);
    console.log(`ok   ${label}${measured === undefined ? "" : `: ${measured}`} (${took()})`);
    return true;
  } catch (cause) {
    console.log(`FAIL ${label} (${took()})\n     ${cause instanceof Error ? cause.message : String(cause)}`);
    return false;
  }
}
