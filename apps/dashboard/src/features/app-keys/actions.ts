"use server";
/** The doors of making and revoking app keys. */
import type { ActionState } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";
import type { CreatedAppKey } from "./create-app-key.ts";

/** Fields: hidden `appId`, `label`. */
export async function createAppKeyAction(
  _previous: ActionState<CreatedAppKey>,
  _form: FormData,
): Promise<ActionState<CreatedAppKey>> {
  throw new Error("pending");
}

/** Fields: hidden `appId`, `keyId`. */
export async function revokeAppKeyAction(
  _previous: ActionState<{ activation: Activation }>,
  _form: FormData,
): Promise<ActionState<{ activation: Activation }>> {
  throw new Error("pending");
}
