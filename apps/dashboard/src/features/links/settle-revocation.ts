/** Tells the relay of a revocation that is wished for, and keeps its acknowledgement. */
import { links } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import { touchApps } from "../../touch-app.ts";

/**
 * `revoked`: the relay refuses the link, `afterMs` after it was told. `revoking`: the wish is kept and is sent again
 * until the relay acknowledges; until then the link may still work.
 */
export type Revocation =
  | { readonly state: "revoked"; readonly revokedAtMs: number; readonly afterMs: number }
  | { readonly state: "revoking"; readonly reason: string };

export type LinkAddress = { readonly appId: string; readonly sessionId: string; readonly tokenId: string };

export async function settleRevocation(ctx: ServiceContext, link: LinkAddress): Promise<Revocation> {
  const answer = await ctx.relay.revokeLink(link);
  if (!answer.ok) return { state: "revoking", reason: answer.reason };
  const { revokedAtMs } = answer.value;
  await ctx.db.transaction(async (tx) => {
    await touchApps(tx, [link.appId]);
    await tx
      .update(links)
      .set({ revokedAt: new Date(revokedAtMs), revokedBy: "developer" })
      .where(and(isLink(link), isNull(links.revokedAt)));
  });
  return { state: "revoked", revokedAtMs, afterMs: answer.afterMs };
}

export const isLink = ({ appId, tokenId }: Pick<LinkAddress, "appId" | "tokenId">) =>
  and(eq(links.appId, appId), eq(links.tokenId, tokenId));

/** Marks the link as just told, so that no other process tells the relay at the same time. */
export const justAttempted = { revokeAttemptedAt: sql`now()` };
