/** Ends a session at the relay: its app is disconnected and its links stop working. */
import type { UserContext } from "../../context.ts";

/** `afterMs`: until the relay's acknowledgement. */
export type EndedSession = { readonly endedAtMs: number; readonly afterMs: number };

/** Refuses with `relay_unreachable` when the relay does not acknowledge: the session then goes on. */
export async function endSession(_: {
  ctx: UserContext;
  input: { appId: string; sessionId: string };
}): Promise<EndedSession> {
  throw new Error("pending");
}
