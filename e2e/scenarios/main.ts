/** One run of the scenarios, from the words of the command line to the exit code. */
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { smoke } from "./01-smoke.ts";
import { socket } from "./10-socket.ts";
import { sdk } from "./20-sdk.ts";
import { access } from "./30-access.ts";
import { failure } from "./40-failure.ts";
import { reconnect } from "./50-reconnect.ts";
import { actingLink } from "./60-acting-link.ts";
import { limit } from "./70-limit.ts";
import { office } from "./80-office.ts";
import { batch } from "./90-batch.ts";
import { event } from "./95-event.ts";
import { task } from "./100-task.ts";
import { repeat } from "./105-repeat.ts";
import { person } from "./110-person.ts";
import { terms } from "./115-terms.ts";
import { edge } from "./120-edge.ts";
import { crash } from "./130-crash.ts";
import { worker } from "./140-worker.ts";
import { quickStart } from "./150-quick-start.ts";
import { runThroughCrash, runTogether, type Tally } from "./runner.ts";
import { select } from "./selection.ts";
import { openFragileWorld, openWorld, type World } from "./world.ts";

const scenarios = [
  ...smoke,
  ...socket,
  ...sdk,
  ...access,
  ...failure,
  ...reconnect,
  ...actingLink,
  ...limit,
  ...office,
  ...batch,
  ...event,
  ...task,
  ...repeat,
  ...person,
  ...terms,
  ...edge,
  ...crash,
  ...worker,
  ...quickStart,
];

export async function main(words: readonly string[]): Promise<number> {
  try {
    return await play(words);
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

async function play(words: readonly string[]): Promise<number> {
  const chosen = select(scenarios, words);
  const calm = chosen.filter(({ restartsRelay }) => restartsRelay === undefined);
  const rough = chosen.filter(({ restartsRelay }) => restartsRelay === true);
  const tally: Tally = { passed: 0, failed: 0 };
  const giveUp = new AbortController();
  const withDashboard = calm.some(({ needsDashboard }) => needsDashboard === true);
  const parts = [
    ...(calm.length === 0
      ? []
      : [playIn(openWorld(withDashboard, giveUp.signal), (world) => runTogether(calm, world, tally))]),
    ...(rough.length === 0
      ? []
      : [playIn(openFragileWorld(giveUp.signal), (world) => runThroughCrash(rough, world, tally))]),
  ];
  onStopSignal(async () => {
    giveUp.abort();
    await Promise.allSettled(parts.map(({ stop }) => stop()));
    process.exit(130);
  });
  await Promise.all(parts.map(({ done }) => done));
  console.log(`${(performance.now() / 1000).toFixed(1)} s in all`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

/** Plays in a world once it is there, and takes it down however that ends. */
function playIn(opening: Promise<World>, run: (world: World) => Promise<void>) {
  const stop = async () => (await opening).stop();
  const done = opening.then(run).finally(() => opening.then(stop, () => undefined));
  return { done, stop };
}
