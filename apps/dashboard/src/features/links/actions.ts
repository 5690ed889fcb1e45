"use server";
/** The door of revoking a link. */
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import { runUserAction } from "../../run-action.ts";
import { type Revocation, revokeLink } from "./revoke-link.ts";

/** Fields: hidden `appId`, `tokenId`. */
export async function revokeLinkAction(_previous: unknown, form: FormData): Promise<ActionState<Revocation>> {
  return runUserAction(form, (ctx) =>
    revokeLink({ ctx, input: { appId: textOf(form, "appId"), tokenId: textOf(form, "tokenId") } }),
  );
}
