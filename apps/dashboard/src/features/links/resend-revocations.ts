/** The safety net under `revokeLink`: wishes that the relay did not acknowledge are sent again until it does. */
import { links } from "@agent-socket/db";
import { and, asc, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import { isLink, justAttempted, type LinkAddress, settleRevocation } from "./settle-revocation.ts";

const MAX_LINKS_A_ROUND = 20;
const RETRY_AFTER = sql`now() - interval '5 seconds'`;

/** One round. Several processes may run it at once: each link is claimed by one of them. */
export async function resendRevocations(ctx: ServiceContext): Promise<void> {
  for (const link of await claimDue(ctx)) await settleRevocation(ctx, link);
}

function claimDue({ db }: ServiceContext): Promise<readonly LinkAddress[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ appId: links.appId, sessionId: links.sessionId, tokenId: links.tokenId })
      .from(links)
      .where(
        and(
          isNotNull(links.revokeRequestedAt),
          isNull(links.revokedAt),
          lte(links.revokeAttemptedAt, RETRY_AFTER),
        ),
      )
      .orderBy(asc(links.revokeAttemptedAt))
      .limit(MAX_LINKS_A_ROUND)
      .for("update", { skipLocked: true });
    for (const link of due) await tx.update(links).set(justAttempted).where(isLink(link));
    return due;
  });
}
