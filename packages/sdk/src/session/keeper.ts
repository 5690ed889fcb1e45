/** Keeps the session's record up to date in a store of any quality: slow, failing, or holding another program's text. */
import type { SessionRecord } from "./session-record.ts";
import { readRecord, writeRecord } from "./session-record.ts";
import type { SessionStore } from "./session-store.ts";

export class Keeper {
  readonly #store: SessionStore;
  /** A slow store must not see an older record after a newer one. */
  #queue: Promise<void> | null = null;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  async load(): Promise<SessionRecord | null> {
    try {
      const text = await this.#store.load();
      return typeof text === "string" ? readRecord(text) : null;
    } catch (cause) {
      warn("read", cause);
      return null;
    }
  }

  save(record: SessionRecord): void {
    const text = writeRecord(record);
    this.#run("saved", () => this.#store.save(text));
  }

  clear(): void {
    this.#run("cleared", () => this.#store.clear());
  }

  /** At once where the store is not busy: a page may be gone in the next moment. */
  #run(what: string, change: () => void | Promise<void>): void {
    const queue =
      this.#queue === null ? attempt(what, change) : this.#queue.then(() => attempt(what, change));
    if (queue === null) return;
    const tail = Promise.resolve(queue).then(() => {
      if (this.#queue === tail) this.#queue = null;
    });
    this.#queue = tail;
  }
}

/** `null` when it was done at once. */
function attempt(what: string, change: () => void | Promise<void>): Promise<void> | null {
  try {
    const done = change();
    return done instanceof Promise ? done.catch((cause: unknown) => warn(what, cause)) : null;
  } catch (cause) {
    warn(what, cause);
    return null;
  }
}

const warn = (what: string, cause: unknown): void =>
  console.warn(`[agent-socket] The session could not be ${what}; a reload may lose its links.`, cause);
