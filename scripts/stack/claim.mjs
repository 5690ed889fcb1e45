/**
 * One data folder serves one stack at a time. The claim names the owner and its children, so that a second start is
 * refused, and one after a crash ends what the crash left running.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";
import { signalGroup } from "./process-group.mjs";
import { startTimeOf } from "./process-info.mjs";

/**
 * @typedef {{ pid: number, startTime: string | null }} Trace
 * @typedef {{ add: (pid: number) => void, release: () => void }} Claim
 */

/** @param {string} dataDir @returns {Claim} */
export function claim(dataDir) {
  const file = join(dataDir, "processes.json");
  const previous = read(file);
  const [owner, ...orphans] = previous;
  if (owner && owner.pid !== process.pid && isRunning(owner))
    throw new Fault(
      `agent-socket already runs from ${dataDir} (process ${owner.pid}): use that one, or stop it first.`,
    );
  for (const orphan of orphans) if (isRunning(orphan)) signalGroup(orphan.pid, "SIGKILL");
  /** @type {Trace[]} */
  const traces = [];
  /** @param {number} pid */
  const add = (pid) => {
    traces.push({ pid, startTime: startTimeOf(pid) });
    writeFileSync(file, JSON.stringify(traces));
  };
  add(process.pid);
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
