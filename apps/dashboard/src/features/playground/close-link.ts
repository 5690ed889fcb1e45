/** Revokes the playground's link at the relay. Its books follow by the relay's own report. */
import { requireApp } from "../../app-access.ts";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { PlaygroundLink } from "./sealed-link.ts";

type Input = { readonly appId: string; readonly link: PlaygroundLink | null };

export async function closeLink({ ctx, input }: { ctx: UserContext; input: Input }): Promise<null> {
  const { id: appId, workspaceId } = await requireApp(ctx, input.appId, "change");
  if (input.link === null) return null;
  const { sessionId, tokenId } = input.link;
  const answer = await ctx.relay.revokeLink({ appId, sessionId, tokenId });
  if (!answer.ok)
    throw new Refused("relay_unreachable", `${answer.reason} The link still works; try again in a moment.`);
  await recordAudit(ctx.db, ctx, { action: "link.revoke", subject: tokenId, workspaceId, appId });
  return null;
}
