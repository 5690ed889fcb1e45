/** Revokes many links: each by itself, so that one that fails keeps no other from being revoked. */
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { type Revocation, revokeLink } from "./revoke-link.ts";

/** What became of one link. `failed`: nothing was changed, for the reason given. */
export type RevocationOutcome = Revocation | { readonly state: "failed"; readonly reason: string };
export type RevokedLinks = readonly { readonly tokenId: string; readonly outcome: RevocationOutcome }[];

/** The caller asks for the next ones when it has the answer, and can say how far it is. */
const MAX_LINKS_A_REQUEST = 20;
const AT_ONCE = 4;

export async function revokeLinks({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly tokenIds: readonly string[] };
}): Promise<RevokedLinks> {
  const app = await requireApp(ctx, input.appId, "change");
  const queue = [...new Set(input.tokenIds)];
  if (queue.length === 0 || queue.length > MAX_LINKS_A_REQUEST)
    throw new Refused("invalid", `Choose 1 to ${MAX_LINKS_A_REQUEST} links at a time.`);
  const revoked: { tokenId: string; outcome: RevocationOutcome }[] = [];
  const work = async (): Promise<void> => {
    for (let tokenId = queue.shift(); tokenId !== undefined; tokenId = queue.shift())
      revoked.push({ tokenId, outcome: await outcomeOf(ctx, app.id, tokenId) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return revoked;
}

async function outcomeOf(ctx: UserContext, appId: string, tokenId: string): Promise<RevocationOutcome> {
  try {
    return await revokeLink({ ctx, input: { appId, tokenId } });
  } catch (cause) {
    if (cause instanceof Refused) return { state: "failed", reason: cause.message };
    ctx.log.error({ err: cause, tokenId }, "link not revoked");
    return { state: "failed", reason: "Something went wrong on our side; the link still works." };
  }
}
