"use server";
/** The doors of allowing and removing origins. */
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import type { Activation } from "../../registry/activation.ts";
import { runUserAction } from "../../run-action.ts";
import { type AddedOrigins, addOrigins } from "./add-origins.ts";
import { allowRefusedOrigin } from "./allow-refused-origin.ts";
import { removeOrigin } from "./remove-origin.ts";

/** Fields: hidden `appId`, `origins` (a text with one or many). Refused with a field error when none could be read. */
export async function addOriginsAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<AddedOrigins>> {
  return runUserAction(form, (ctx) =>
    addOrigins({ ctx, input: { appId: textOf(form, "appId"), text: textOf(form, "origins") } }),
  );
}

/** Fields: hidden `appId`, `origin`. */
export async function removeOriginAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly activation: Activation }>> {
  return runUserAction(form, (ctx) => removeOrigin({ ctx, input: originField(form) }));
}

/** Fields: hidden `appId`, `origin` (one that the relay refused). */
export async function allowRefusedOriginAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly activation: Activation }>> {
  return runUserAction(form, (ctx) => allowRefusedOrigin({ ctx, input: originField(form) }));
}

const originField = (form: FormData) => ({ appId: textOf(form, "appId"), origin: textOf(form, "origin") });
