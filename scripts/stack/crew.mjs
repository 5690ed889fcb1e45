/** The children of one stack: started, watched, and stopped together. */
import { lastLines, startChild } from "./child.mjs";
import { Fault } from "./fault.mjs";
import { diedFault } from "./health.mjs";

/**
 * @typedef {import("./child.mjs").Child} Child
 * @typedef {import("./child.mjs").ChildOptions} ChildOptions
 */

export class Crew {
  /** @type {Set<Child>} */
  #children = new Set();
  #stopping = false;
  #onStart;
  /** @type {PromiseWithResolvers<Fault>} */
  #died = Promise.withResolvers();

  /** @param {(child: Child) => void} [onStart] */
  constructor(onStart = () => undefined) {
    this.#onStart = onStart;
  }

  /** Resolves when one that should stay has ended. */
  get died() {
    return this.#died.promise;
  }

  /**
   * Starts something that stays until it is told to leave.
   * @param {ChildOptions} options
   * @param {(fault: Fault) => void} [onDeath] who cares for it; else its death is that of the crew
   */
  start(options, onDeath) {
    this.#requireOpen();
    const child = startChild(options);
    this.adopt(child, onDeath);
    return child;
  }

  /**
   * Watches a child that was started elsewhere.
   * @param {Child} child
   * @param {(fault: Fault) => void} [onDeath]
   */
  adopt(child, onDeath = (fault) => this.fail(fault)) {
    // The stop may have begun while it was being started.
    if (this.#stopping) void child.kill();
    this.#requireOpen();
    this.#enlist(child);
    void child.exited.then(async () => {
      if (this.#children.has(child) && !this.#stopping) onDeath(await diedFault(child));
    });
  }

  /** @param {Fault} fault */
  fail(fault) {
    if (!this.#stopping) this.#died.resolve(fault);
  }

  /**
   * Waits for something that does one job and ends.
   * @param {ChildOptions} options
   * @returns {Promise<string>} its exit code or signal
   */
  async tryJob(options) {
    this.#requireOpen();
    const child = startChild(options);
    this.#enlist(child);
    const how = await child.exited;
    this.#children.delete(child);
    await child.stop();
    return how;
  }

  /** The same for a job that must succeed. @param {ChildOptions} options */
  async job(options) {
    const how = await this.tryJob(options);
    if (how !== "0") throw jobFault(options, how);
  }

  /** Ends one at once, as a crash would. @param {Child} child */
  async kill(child) {
    this.#children.delete(child);
    await child.kill();
  }

  /** Asks one to end. @param {Child} child */
  async leave(child) {
    this.#children.delete(child);
    await child.stop();
  }

  /** The last started goes first. */
  async stop() {
    this.#stopping = true;
    for (const child of [...this.#children].reverse()) await child.stop();
    this.#children.clear();
  }

  /** @param {Child} child */
  #enlist(child) {
    this.#children.add(child);
    this.#onStart(child);
  }

  #requireOpen() {
    if (this.#stopping) throw new Fault("The stack is stopping.");
  }
}

/**
 * @param {ChildOptions} options
 * @param {string} how
 */
function jobFault({ name, logFile }, how) {
  return new Fault(
    `The ${name} failed (${how}); its last lines (all of them are in ${logFile}):\n${lastLines(logFile)}`,
  );
}
