/** Waits for a server that prints nothing when it is ready. */
import type { Child } from "../../../scripts/stack/child.mjs";
import { lastLines } from "../../../scripts/stack/child.mjs";
import { Fault } from "../../../scripts/stack/fault.mjs";

const PATIENCE_MS = 30_000;

/** Any status will do, a redirect to somewhere else too: somebody is there. */
export async function untilAnswers(url: string, child: Child): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await isThere(url))) {
    if (!child.isRunning() || performance.now() > giveUpAt)
      throw new Fault(`The ${child.name} does not answer at ${url}.\n${lastLines(child.logFile)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isThere(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return true;
  } catch {
    // Not listening yet.
    return false;
  }
}
