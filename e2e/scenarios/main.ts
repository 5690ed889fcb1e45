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
import { runAll } from "./runner.ts";
import { select } from "./selection.ts";
import { openWorld } from "./world.ts";

const scenarios = [smoke, socket, sdk, access, failure, reconnect, actingLink, limit, office].flat();

export async function main(words: readonly string[]): Promise<number> {
  try {
    return await play(words);
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

async function play(words: readonly string[]): Promise<number> {
  const seconds = () => `${(performance.now() / 1000).toFixed(1)} s`;
  const chosen = select(scenarios, words);
  const giveUp = new AbortController();
  const opening = openWorld(
    chosen.some(({ needsDashboard }) => needsDashboard === true),
    giveUp.signal,
  );
  onStopSignal(async () => {
    giveUp.abort();
    const begun = await opening.catch(() => null);
    await begun?.stop();
    process.exit(130);
  });
  const world = await opening;
  try {
    console.log(`The stack is up (${seconds()}).`);
    const { passed, failed } = await runAll(chosen, world);
    console.log(`${seconds()} in all`);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await world.stop();
  }
}
