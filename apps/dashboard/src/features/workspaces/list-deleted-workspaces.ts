/** The workspaces that the caller owned, that were deleted, and that can be restored yet; the latest first. */
import { apps, memberships, registryOutbox, workspaces } from "@agent-socket/db";
import { and, desc, eq, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { isRestorableWorkspace, wentWithWorkspace } from "../../deleted-workspace.ts";
import { RESTORABLE_DAYS } from "../../restorable-days.ts";

export type DeletedWorkspace = {
  readonly id: string;
  readonly name: string;
  readonly deletedAtMs: number;
  readonly goneAtMs: number;
  /** Those that come back with it. */
  readonly apps: number;
  /** Those of which the relay has not acknowledged yet that it refuses them. */
  readonly unconfirmed: number;
};

export async function listDeletedWorkspaces({
  ctx,
}: {
  ctx: UserContext;
}): Promise<readonly DeletedWorkspace[]> {
  const rows = await ctx.db
    .select({
      id: workspaces.id,
      name: workspaces.name,
      deletedAtMs: sql<number>`extract(epoch from ${workspaces.deletedAt}) * 1000`.mapWith(Number),
      apps: sql<number>`count(distinct ${apps.id})::int`,
      unconfirmed: sql<number>`count(distinct ${registryOutbox.appId})::int`,
    })
    .from(workspaces)
    .innerJoin(memberships, eq(memberships.workspaceId, workspaces.id))
    .leftJoin(apps, wentWithWorkspace)
    .leftJoin(registryOutbox, eq(registryOutbox.appId, apps.id))
    .where(and(eq(memberships.userId, ctx.user.id), eq(memberships.role, "owner"), isRestorableWorkspace))
    .groupBy(workspaces.id)
    .orderBy(desc(workspaces.deletedAt));
  return rows.map((row) => ({ ...row, goneAtMs: row.deletedAtMs + RESTORABLE_DAYS * 86_400_000 }));
}
