/** Revokes a link: the wish is kept first, then the relay is told, then its acknowledgement is kept. */
import { links } from "@agent-socket/db";
import { isLinkId } from "@agent-socket/protocol";
import { and, isNull, sql } from "drizzle-orm";
import { type AccessibleApp, requireApp } from "../../app-access.ts";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { touchApps } from "../../touch-app.ts";
import { isLink, justAttempted, type Revocation, settleRevocation } from "./settle-revocation.ts";

export type { Revocation } from "./settle-revocation.ts";

export async function revokeLink({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly tokenId: string };
}): Promise<Revocation> {
  const app = await requireApp(ctx, input.appId, "change");
  if (!isLinkId(input.tokenId)) throw new Refused("not_found", "This link does not exist.");
  const { sessionId, revokedAt } = await keepWish(ctx, app, input.tokenId);
  if (revokedAt !== null) return { state: "revoked", revokedAtMs: revokedAt.getTime(), afterMs: 0 };
  return settleRevocation(ctx, { appId: app.id, sessionId, tokenId: input.tokenId });
}

function keepWish(
  ctx: UserContext,
  { id: appId, workspaceId }: AccessibleApp,
  tokenId: string,
): Promise<{ readonly sessionId: string; readonly revokedAt: Date | null }> {
  return ctx.db.transaction(async (tx) => {
    await touchApps(tx, [appId]);
    const isThis = isLink({ appId, tokenId });
    // Of few statements: until they are through, the link still works.
    const [wished] = await tx
      .update(links)
      .set({ revokeRequestedAt: sql`coalesce(${links.revokeRequestedAt}, now())`, ...justAttempted })
      .where(and(isThis, isNull(links.revokedAt)))
      .returning({ sessionId: links.sessionId, revokedAt: links.revokedAt });
    if (wished === undefined) {
      const [link] = await tx.select().from(links).where(isThis);
      if (link === undefined) throw new Refused("not_found", "This link does not exist.");
      return link;
    }
    await recordAudit(tx, ctx, { action: "link.revoke", subject: tokenId, workspaceId, appId });
    return wished;
  });
}
