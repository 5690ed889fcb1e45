/** States to start a test from. */
import type { Connection, Credentials, Happening, Trouble } from "./connection.ts";

export const old: Credentials = { sessionId: "OLDSESS1", secret: "old" };
export const renewed: Credentials = { sessionId: "OLDSESS1", secret: "renewed" };
export const why: Trouble = { code: "registry_unavailable", message: "Later.", hint: null };

type State<Name extends Connection["state"]> = Extract<Connection, { state: Name }>;
export const connecting = (more: Partial<State<"connecting">> = {}): State<"connecting"> => ({
  state: "connecting",
  credentials: null,
  attempt: 0,
  isReturning: false,
  trouble: null,
  wakeAtMs: 15_000,
  ...more,
});
export const connected = (more: Partial<State<"connected">> = {}): State<"connected"> => ({
  state: "connected",
  credentials: old,
  sinceMs: 0,
  wakeAtMs: 25_000,
  unanswered: 0,
  attempt: 0,
  ...more,
});
export const waiting = (more: Partial<State<"waiting">> = {}): State<"waiting"> => ({
  state: "waiting",
  credentials: old,
  attempt: 1,
  isReturning: true,
  trouble: why,
  wakeAtMs: 9_000,
  ...more,
});
export const closed = (code: number, reason = ""): Happening => ({ type: "closed", code, reason });
