/** The storages of a page: the tab's own, and the one that all tabs of an origin share. */

export type StorageName = "sessionStorage" | "localStorage";

/** `null` where there is none, or where it is forbidden: a sandboxed frame, a person who blocks storage. */
export function openStorage(name: StorageName): Storage | null {
  try {
    return globalThis[name] ?? null;
  } catch {
    // Reading the property itself is refused.
    return null;
  }
}

/** Under which a session of an app is kept. */
export const keyOf = (name: string): string => `agent-socket:${name}`;
