"use server";
/** The doors of allowing and removing origins. */
import type { ActionState } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";
import type { AddedOrigins } from "./add-origins.ts";

/** Fields: hidden `appId`, `origins` (a text with one or many). Refused with a field error when none could be read. */
export async function addOriginsAction(
  _previous: ActionState<AddedOrigins>,
  _form: FormData,
): Promise<ActionState<AddedOrigins>> {
  throw new Error("pending");
}

/** Fields: hidden `appId`, `origin`. */
export async function removeOriginAction(
  _previous: ActionState<{ activation: Activation }>,
  _form: FormData,
): Promise<ActionState<{ activation: Activation }>> {
  throw new Error("pending");
}

/** Fields: hidden `appId`, `origin` (one that the relay refused). */
export async function allowRefusedOriginAction(
  _previous: ActionState<{ activation: Activation }>,
  _form: FormData,
): Promise<ActionState<{ activation: Activation }>> {
  throw new Error("pending");
}
