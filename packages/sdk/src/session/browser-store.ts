/** One session for all tabs of an origin: they share its record, and one of them at a time has the connection. */
import type { SessionStore } from "./session-store.ts";
import type { Turn } from "./turn.ts";

/** `key` names both the record and the lock that says whose turn it is. */
export function browserStore(storage: Storage, key: string): SharedStore {
  return {
    ...lockTurn(`${key}:turn`),
    load: () => storage.getItem(key),
    save: (text) => storage.setItem(key, text),
    clear: () => storage.removeItem(key),
  };
}

export type SharedStore = SessionStore & { readonly turn: Turn; release(): void };

/** The browser gives the lock to the next page that waits when the one that has it goes, however it goes. */
function lockTurn(lockName: string): { readonly turn: Turn; release(): void } {
  const { locks } = navigator;
  let letGo = (): void => undefined;
  let take = (): void => undefined;
  let isOver = false;
  const wait: Turn["wait"] = ({ waits, lost }) =>
    new Promise((resolve) => {
      const impatience = new AbortController();
      const hold = (): Promise<void> => {
        take = () => undefined;
        resolve();
        return new Promise((done) => (letGo = done));
      };
      const ask = (options: LockOptions): void =>
        void locks.request(lockName, options, hold).catch(() => {
          // Stolen by another page; or this one gave up waiting, because it steals or is over.
          if (!impatience.signal.aborted || options.steal === true) lost();
        });
      letGo = () => impatience.abort();
      take = () => {
        impatience.abort();
        ask({ steal: true });
      };
      void locks
        .request(lockName, { ifAvailable: true }, (lock) => {
          if (isOver) return;
          if (lock !== null) return hold();
          waits();
          ask({ signal: impatience.signal });
        })
        .catch(lost);
    });
  return {
    turn: { wait, take: () => take() },
    release: () => {
      isOver = true;
      take = () => undefined;
      letGo();
    },
  };
}
