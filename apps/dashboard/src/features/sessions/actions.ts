"use server";
/** The door of ending a session. */
import type { ActionState } from "../../action-state.ts";
import type { EndedSession } from "./end-session.ts";

/** Fields: hidden `appId`, `sessionId`. */
export async function endSessionAction(
  _previous: ActionState<EndedSession>,
  _form: FormData,
): Promise<ActionState<EndedSession>> {
  throw new Error("pending");
}
