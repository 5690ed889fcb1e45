"use server";
/** The doors of revoking links, one or many. */
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import { runUserAction } from "../../run-action.ts";
import { type Revocation, revokeLink } from "./revoke-link.ts";
import { type RevokedLinks, revokeLinks } from "./revoke-links.ts";

/** Fields: hidden `appId`, `tokenId`. */
export async function revokeLinkAction(_previous: unknown, form: FormData): Promise<ActionState<Revocation>> {
  return runUserAction(form, (ctx) =>
    revokeLink({ ctx, input: { appId: textOf(form, "appId"), tokenId: textOf(form, "tokenId") } }),
  );
}

/** Fields: hidden `appId`, `tokenIds` (separated by spaces). */
export async function revokeLinksAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<RevokedLinks>> {
  return runUserAction(form, (ctx) =>
    revokeLinks({
      ctx,
      input: {
        appId: textOf(form, "appId"),
        tokenIds: textOf(form, "tokenIds")
          .split(" ")
          .filter((tokenId) => tokenId !== ""),
      },
    }),
  );
}
