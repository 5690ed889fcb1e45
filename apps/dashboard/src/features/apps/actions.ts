"use server";
/** The doors of creating and renaming an app. */
import type { ActionState } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";

/** Field: `name`. Redirects to `/apps/<id>/connect`. */
export async function createAppAction(_previous: ActionState, _form: FormData): Promise<ActionState> {
  throw new Error("pending");
}

/** Fields: hidden `appId`, `name`. */
export async function renameAppAction(
  _previous: ActionState<{ activation: Activation }>,
  _form: FormData,
): Promise<ActionState<{ activation: Activation }>> {
  throw new Error("pending");
}
