/** The store of all tabs of an origin; its code is loaded for those who use it alone. */
import { keyOf, openStorage } from "./page-storage.ts";
import type { SharedStore } from "./browser-store.ts";

/** `null` where a browser has no locks (plain `http:` but for localhost), or forbids storage: each tab keeps to itself. */
export function sharedStore(name: string): SharedStore | null {
  const storage = openStorage("localStorage");
  if (storage === null || !("locks" in navigator)) return null;
  let store: SharedStore | undefined;
  let isOver = false;
  return {
    turn: {
      async wait(tell) {
        const loaded = await import("./browser-store.ts").catch(() => null);
        // Its page is done with it, and would take the turn from another; or the file is gone, and nothing is kept.
        if (isOver || loaded === null) return;
        store ??= loaded.browserStore(storage, keyOf(name));
        return store.turn.wait(tell);
      },
      take: () => store?.turn.take(),
    },
    load: () => store?.load() ?? null,
    save: (text) => store?.save(text),
    clear: () => store?.clear(),
    release: () => {
      isOver = true;
      store?.release();
    },
  };
}
