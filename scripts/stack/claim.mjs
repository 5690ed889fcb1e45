/**
 * One data folder serves one stack at a time. The claim names the owner and its children, so that a second start is
 * refused, and one after a crash ends what the crash left running.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";
import { endGroup } from "./process-group.mjs";
import { startTimeOf } from "./process-info.mjs";

const PATIENCE_MS = 5000;

/**
 * @typedef {import("./child.mjs").Child} Child
 * @typedef {{ pid: number, startTime: string | null, stopSignal: NodeJS.Signals }} Trace
 * @typedef {{ add: (child: Pick<Child, "pid" | "stopSignal">) => void, release: () => void }} Claim
 */

/** @param {string} dataDir @returns {Promise<Claim>} */
export async function claim(dataDir) {
  const file = join(dataDir, "processes.json");
  const previous = read(file);
  const [owner, ...orphans] = previous;
  if (owner && owner.pid !== process.pid && isRunning(owner))
    throw new Fault(
      `agent-socket already runs from ${dataDir} (process ${owner.pid}): use that one, or stop it first.`,
    );
  for (const { pid, stopSignal } of orphans.filter(isRunning).reverse())
    await endGroup(pid, stopSignal, PATIENCE_MS);
  /** @type {Trace[]} */
  const traces = [];
  /** @type {Claim["add"]} */
  const add = ({ pid, stopSignal }) => {
    traces.push({ pid, startTime: startTimeOf(pid), stopSignal });
    writeFileSync(file, JSON.stringify(traces));
  };
  add({ pid: process.pid, stopSignal: "SIGTERM" });
  return { add, release: () => rmSync(file, { force: true }) };
}

/** A process number alone may by now be somebody else's. @param {Trace} trace */
const isRunning = ({ pid, startTime }) => startTime !== null && startTimeOf(pid) === startTime;

/** @param {string} file @returns {Trace[]} */
function read(file) {
  if (!existsSync(file)) return [];
  try {
    const value = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(value) ? value : [];
  } catch (cause) {
    // A crash may have cut the file short.
    if (cause instanceof SyntaxError) return [];
    throw cause;
  }
}
