"use server";
/** The doors of making and revoking app keys. */
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import type { Activation } from "../../registry/activation.ts";
import { runUserAction } from "../../run-action.ts";
import { createAppKey, type CreatedAppKey } from "./create-app-key.ts";
import { revokeAppKey } from "./revoke-app-key.ts";

/** Fields: hidden `appId`, `label`. */
export async function createAppKeyAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<CreatedAppKey>> {
  return runUserAction(form, (ctx) =>
    createAppKey({ ctx, input: { appId: textOf(form, "appId"), label: textOf(form, "label") } }),
  );
}

/** Fields: hidden `appId`, `keyId`. */
export async function revokeAppKeyAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly activation: Activation }>> {
  return runUserAction(form, (ctx) =>
    revokeAppKey({ ctx, input: { appId: textOf(form, "appId"), keyId: textOf(form, "keyId") } }),
  );
}
