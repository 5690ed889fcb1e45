/** The apps of a workspace that were deleted and can be restored yet, the latest first. */
import { apps, memberships, registryOutbox } from "@agent-socket/db";
import { and, desc, eq, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { isRestorable } from "../../deleted-app.ts";
import { RESTORABLE_DAYS } from "../../restorable-days.ts";
import { requireWorkspace } from "../../workspace-access.ts";

export type DeletedApp = {
  readonly id: string;
  readonly name: string;
  readonly deletedAtMs: number;
  readonly goneAtMs: number;
  /** Whether the relay acknowledged that it refuses the app. */
  readonly isRefused: boolean;
};

const isWaiting = sql<boolean>`exists (
  select 1 from ${registryOutbox} where ${registryOutbox.appId} = ${apps.id}
)`;

export async function listDeletedApps({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<readonly DeletedApp[]> {
  const workspace = await requireWorkspace(ctx, input.workspaceId, "read");
  const rows = await ctx.db
    .select({ id: apps.id, name: apps.name, deletedAt: apps.deletedAt, isWaiting })
    .from(apps)
    .innerJoin(memberships, eq(memberships.workspaceId, apps.workspaceId))
    .where(and(eq(apps.workspaceId, workspace.id), eq(memberships.userId, ctx.user.id), isRestorable))
    .orderBy(desc(apps.deletedAt));
  return rows.flatMap(({ id, name, deletedAt, isWaiting: waits }) => {
    if (deletedAt === null) return [];
    const deletedAtMs = deletedAt.getTime();
    return [
      { id, name, deletedAtMs, goneAtMs: deletedAtMs + RESTORABLE_DAYS * 86_400_000, isRefused: !waits },
    ];
  });
}
