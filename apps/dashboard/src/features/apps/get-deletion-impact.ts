/** Whom it would hit if an app were deleted now, in numbers. */
import { appKeys, type Db, links, relaySessions, usageHourly } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { activeLinkCount } from "../../link-state.ts";
import { isLive } from "../../session-state.ts";

export type DeletionImpact = {
  readonly liveSessions: number;
  readonly activeLinks: number;
  readonly keys: number;
  readonly callsLast7Days: number;
};

export async function getDeletionImpact({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<DeletionImpact> {
  const { id } = await requireApp(ctx, input.appId, "read");
  const [liveSessions, keys, activeLinks, callsLast7Days] = await Promise.all([
    ctx.db.$count(relaySessions, and(eq(relaySessions.appId, id), isLive)),
    ctx.db.$count(appKeys, and(eq(appKeys.appId, id), isNull(appKeys.revokedAt))),
    countActiveLinks(ctx.db, id),
    countCalls(ctx.db, id),
  ]);
  return { liveSessions, activeLinks, keys, callsLast7Days };
}

async function countActiveLinks(db: Db, appId: string): Promise<number> {
  const [held] = await db
    .select({ active: activeLinkCount })
    .from(links)
    .innerJoin(
      relaySessions,
      and(eq(relaySessions.appId, links.appId), eq(relaySessions.id, links.sessionId)),
    )
    .where(eq(links.appId, appId));
  return held?.active ?? 0;
}

async function countCalls(db: Db, appId: string): Promise<number> {
  const [counted] = await db
    .select({ calls: sql<number>`coalesce(sum(${usageHourly.calls}), 0)::int` })
    .from(usageHourly)
    .where(and(eq(usageHourly.appId, appId), sql`${usageHourly.hour} >= now() - interval '7 days'`));
  return counted?.calls ?? 0;
}
