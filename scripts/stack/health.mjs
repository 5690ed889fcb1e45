/** Waits until a part of the stack answers, or says why it never will. */
import { lastLines } from "./child.mjs";
import { Fault } from "./fault.mjs";

const PATIENCE_MS = 90_000;
const ONE_ANSWER_MS = 5000;

/**
 * @param {import("./child.mjs").Child} child
 * @param {string} url
 */
export async function untilHealthy(child, url) {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (!child.isRunning()) throw await diedFault(child);
    if (Date.now() > giveUpAt)
      throw new Fault(
        `The ${child.name} did not answer at ${url} within ${PATIENCE_MS / 1000} seconds.\n${tailOf(child)}`,
      );
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** @param {import("./child.mjs").Child} child */
export async function diedFault(child) {
  return new Fault(`The ${child.name} stopped unexpectedly (${await child.exited}).\n${tailOf(child)}`);
}

/** @param {import("./child.mjs").Child} child */
const tailOf = (child) =>
  `Its last lines (all of them are in ${child.logFile}):\n${lastLines(child.logFile)}`;

/** @param {string} url */
export async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ONE_ANSWER_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
