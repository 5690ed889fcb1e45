/** The tab's own storage: a reload keeps the session, a duplicated tab does not steal it. */
import { keyOf, openStorage } from "./page-storage.ts";
import { noStore, type SessionStore } from "./session-store.ts";

/** How long a reloaded page waits for its former self to let go. */
const LOCK_WITHIN_MS = 1_000;

/** Keys in use on this page: two sessions of one app must not share one. */
const keysInUse = new Set<string>();

export type TabStore = SessionStore & {
  /** The session is over: the next one on this page may use the key. */
  release(): void;
};

/**
 * A duplicated tab starts with a copy of the storage, so a lock that only one page can hold says whose it is; the copy
 * finds it taken and begins a session of its own. Where a browser has no locks (plain `http:` but for localhost) or
 * forbids storage, nothing is kept.
 */
export function tabStore(name: string): TabStore {
  const storage = openStorage("sessionStorage");
  if (storage === null || !("locks" in navigator)) return { ...noStore, release: () => undefined };
  const key = freeKey(keyOf(name));
  const ownerKey = `${key}:owner`;
  let isOwner = false;
  const own = (): void => {
    if (isOwner) return;
    isOwner = true;
    const owner = crypto.randomUUID();
    void holdLock(owner);
    storage.setItem(ownerKey, owner);
  };
  return {
    async load() {
      const text = storage.getItem(key);
      const owner = storage.getItem(ownerKey);
      if (text === null || owner === null) return null;
      isOwner = await holdLock(owner);
      return isOwner ? text : null;
    },
    save(text) {
      own();
      storage.setItem(key, text);
    },
    clear: () => storage.removeItem(key),
    release: () => void keysInUse.delete(key),
  };
}

/** Numbered in the order of use, so that after a reload each session finds its own again. */
function freeKey(base: string): string {
  let key = base;
  for (let number = 2; keysInUse.has(key); number++) key = `${base}#${number}`;
  keysInUse.add(key);
  return key;
}

/** Whether this page got the lock, which it then holds until it goes. */
function holdLock(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const untilThePageGoes = new Promise<never>(() => undefined);
    navigator.locks
      .request(`agent-socket:${name}`, { signal: AbortSignal.timeout(LOCK_WITHIN_MS) }, () => {
        resolve(true);
        return untilThePageGoes;
      })
      .catch(() => resolve(false));
  });
}
