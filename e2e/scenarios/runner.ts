/** Runs scenarios, prints one line for each, and counts. */
import { RestartGate } from "./restart-gate.ts";
import type { Scenario } from "./scenario.ts";
import { Stage } from "./stage.ts";
import type { World } from "./world.ts";

/** Enough for two cores: more at once would only make each slower. */
const AT_ONCE = 6;
const DEADLINE_MS = 20_000;
/** A restart of the relay takes seconds of it. */
const RESTART_DEADLINE_MS = 40_000;

export type Tally = { passed: number; failed: number };

/** Those that leave the relay alive, a few at once. */
export async function runTogether(scenarios: readonly Scenario[], world: World, tally: Tally): Promise<void> {
  quieten();
  const queue = scenarios.toSorted((a, b) => Number(b.takesLong ?? false) - Number(a.takesLong ?? false));
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      count(tally, await runOne(next, world, null));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Those that kill the relay, all at once, for they share each crash. */
export async function runThroughCrash(
  scenarios: readonly Scenario[],
  world: World,
  tally: Tally,
): Promise<void> {
  const { fragile } = world;
  if (fragile === null) throw new Error("These scenarios need a relay that may be killed.");
  const gate = new RestartGate(scenarios.length, fragile.restartRelay);
  await Promise.all(scenarios.map(async (scenario) => count(tally, await runOne(scenario, world, gate))));
}

/** The SDK tells the app's developer of each handler that throws; scenarios have some throw on purpose. */
function quieten(): void {
  const write = console.error;
  console.error = (...words: unknown[]) => {
    if (!String(words[0]).startsWith("[agent-socket]")) write(...words);
  };
}

function count(tally: Tally, passed: boolean): void {
  if (passed) tally.passed += 1;
  else tally.failed += 1;
}

async function runOne(scenario: Scenario, world: World, gate: RestartGate | null): Promise<boolean> {
  const stage = new Stage(world, scenario.id, gate);
  const startedAt = performance.now();
  const fault = await play(scenario, stage, gate === null ? DEADLINE_MS : RESTART_DEADLINE_MS);
  gate?.leave();
  const took = `${Math.round(performance.now() - startedAt)} ms`;
  const label = `${String(scenario.id).padStart(2, "0")} ${scenario.title}`;
  if (fault === null) console.log(`ok   ${label} (${took})`);
  else console.log(`FAIL ${label} (${took})\n${indent(fault)}`);
  return fault === null;
}

/** What went wrong, or `null`. Whatever the scenario still waits for is dropped at its deadline. */
async function play(scenario: Scenario, stage: Stage, deadlineMs: number): Promise<unknown> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`Not done after ${deadlineMs} ms. ${stage.whatIsOpen()}`)),
    deadlineMs,
  );
  try {
    await Promise.race([scenario.run(stage), tooLate]);
    return stage.fault();
  } catch (cause) {
    return stage.fault() ?? cause;
  } finally {
    clearTimeout(timer);
    stage.clear();
  }
}

function indent(fault: unknown): string {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  const lines = text.split("\n").filter((line) => !line.includes("node:internal"));
  return lines.map((line) => `       ${line}`).join("\n");
}
