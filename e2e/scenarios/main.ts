/** One run of the scenarios, from the words of the command line to the exit code. */
import { access } from "./30-access.ts";
import { office } from "./80-office.ts";
import { sdk } from "./20-sdk.ts";
import { actingLink } from "./60-acting-link.ts";
import { limit } from "./70-limit.ts";
import { failure } from "./40-failure.ts";
import { reconnect } from "./50-reconnect.ts";
import { smoke } from "./01-smoke.ts";
import { socket } from "./10-socket.ts";
import { runAll } from "./runner.ts";
import { select } from "./selection.ts";
import { openWorld } from "./world.ts";

const scenarios = [smoke, socket, access, failure, reconnect, actingLink, limit, sdk, office].flat();

export async function main(words: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  const chosen = select(scenarios, words);
  const world = await openWorld(chosen.some(({ needsDashboard }) => needsDashboard === true));
  const stop = () => void world.stop().finally(() => process.exit(1));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  console.log(`The stack is up (${seconds()} s).`);
  try {
    const { passed, failed } = await runAll(chosen, world);
    console.log(`${seconds()} s in all`);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await world.stop();
  }
}
