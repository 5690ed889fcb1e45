/** Revokes a link: the wish is kept first, then the relay is told, then its acknowledgement is kept. */
import type { UserContext } from "../../context.ts";

/**
 * `revoked`: the relay refuses the link, `afterMs` after it was told. `revoking`: the wish is kept and is sent again
 * until the relay acknowledges; until then the link may still work.
 */
export type Revocation =
  | { readonly state: "revoked"; readonly revokedAtMs: number; readonly afterMs: number }
  | { readonly state: "revoking"; readonly reason: string };

export async function revokeLink(_: {
  ctx: UserContext;
  input: { appId: string; tokenId: string };
}): Promise<Revocation> {
  throw new Error("pending");
}
