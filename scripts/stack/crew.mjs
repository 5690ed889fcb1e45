/** The children of one stack: started, watched, and stopped together. */
import { lastLines, startChild } from "./child.mjs";
import { Fault } from "./fault.mjs";
import { diedFault } from "./health.mjs";

/**
 * @typedef {import("./child.mjs").Child} Child
 * @typedef {import("./child.mjs").ChildOptions} ChildOptions
 *
 * @typedef {object} Crew
 * @property {(options: ChildOptions) => Child} start something that stays until it is told to leave
 * @property {(options: ChildOptions) => Promise<void>} run something that does one job and ends
 * @property {(child: Child) => Child} adopt watches a child that was started elsewhere
 * @property {(child: Child) => Promise<void>} kill ends one at once, as a crash would
 * @property {Promise<Fault>} died resolves when one that should stay has ended
 * @property {() => Promise<void>} stop the last started first
 */

/** @param {{ onStart: (pid: number) => void }} options @returns {Crew} */
export function newCrew({ onStart }) {
  /** @type {Set<Child>} */
  const children = new Set();
  /** @type {PromiseWithResolvers<Fault>} */
  const died = Promise.withResolvers();
  let stopping = false;

  /** @param {Child} child */
  const enlist = (child) => {
    if (stopping) throw new Fault("The stack is stopping.");
    children.add(child);
    onStart(child.pid);
    return child;
  };
  /** @param {Child} child */
  const adopt = (child) => {
    enlist(child);
    void child.exited.then(async () => {
      if (children.has(child) && !stopping) died.resolve(await diedFault(child));
    });
    return child;
  };
  /** @param {ChildOptions} options */
  const run = async (options) => {
    const child = enlist(startChild(options));
    const how = await child.exited;
    children.delete(child);
    await child.stop();
    if (how !== "0") throw jobFault(child, how);
  };
  /** @param {Child} child */
  const kill = async (child) => {
    children.delete(child);
    await child.kill();
  };
  const stop = async () => {
    stopping = true;
    for (const child of [...children].reverse()) await child.stop();
    children.clear();
  };
  return { start: (options) => adopt(startChild(options)), run, adopt, kill, died: died.promise, stop };
}

/**
 * @param {Child} child
 * @param {string} how
 */
function jobFault(child, how) {
  const where = `its last lines (all of them are in ${child.logFile})`;
  return new Fault(`The ${child.name} failed (${how}); ${where}:\n${lastLines(child.logFile)}`);
}
