/** Whom it would hit if a workspace were deleted now, in numbers. */
import { apps, links, memberships, relaySessions } from "@agent-socket/db";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { activeLinkCount } from "../../link-state.ts";
import { isLive } from "../../session-state.ts";
import { requireWorkspace } from "../../workspace-access.ts";

export type WorkspaceImpact = {
  readonly apps: number;
  readonly liveSessions: number;
  readonly activeLinks: number;
  readonly otherMembers: number;
};

export async function getWorkspaceImpact({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<WorkspaceImpact> {
  const { id } = await requireWorkspace(ctx, input.workspaceId, "read");
  const ofThis = and(eq(apps.workspaceId, id), isNull(apps.deletedAt));
  const [appCount, otherMembers, [sessions], [held]] = await Promise.all([
    ctx.db.$count(apps, ofThis),
    ctx.db.$count(memberships, and(eq(memberships.workspaceId, id), ne(memberships.userId, ctx.user.id))),
    ctx.db
      .select({ live: sql<number>`count(*)::int` })
      .from(relaySessions)
      .innerJoin(apps, eq(apps.id, relaySessions.appId))
      .where(and(ofThis, isLive)),
    ctx.db
      .select({ active: activeLinkCount })
      .from(links)
      .innerJoin(apps, eq(apps.id, links.appId))
      .innerJoin(
        relaySessions,
        and(eq(relaySessions.appId, links.appId), eq(relaySessions.id, links.sessionId)),
      )
      .where(ofThis),
  ]);
  return {
    apps: appCount,
    otherMembers,
    liveSessions: sessions?.live ?? 0,
    activeLinks: held?.active ?? 0,
  };
}
