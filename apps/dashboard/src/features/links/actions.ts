"use server";
/** The door of revoking a link. */
import type { ActionState } from "../../action-state.ts";
import type { Revocation } from "./revoke-link.ts";

/** Fields: hidden `appId`, `tokenId`. */
export async function revokeLinkAction(
  _previous: ActionState<Revocation>,
  _form: FormData,
): Promise<ActionState<Revocation>> {
  throw new Error("pending");
}
