/** What a test says to the faulty Worker: the name of a fault under this key of the registry's cache. */

export const FAULT_KEY = "fault";
/** Before a key: what the cache held before, for `kv is stale`. */
export const STALE_PREFIX = "stale:";
export type Fault =
  | "kv is stale"
  | "kv finds nothing"
  | "kv throws"
  | "kv is slow"
  | "dies when the queue has it"
  | "dies and the queue loses it"
  | "dies before it forgets";
