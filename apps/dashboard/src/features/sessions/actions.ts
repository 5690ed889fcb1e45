"use server";
/** The door of ending a session. */
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import { runUserAction } from "../../run-action.ts";
import { type EndedSession, endSession } from "./end-session.ts";

/** Fields: hidden `appId`, `sessionId`. */
export async function endSessionAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<EndedSession>> {
  return runUserAction(form, (ctx) =>
    endSession({ ctx, input: { appId: textOf(form, "appId"), sessionId: textOf(form, "sessionId") } }),
  );
}
