/** Takes back that a workspace was deleted, within its week: with its people, and the apps that were deleted with it. */
import { apps, workspaces } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { isRestorableWorkspace, wentWithWorkspace } from "../../deleted-workspace.ts";
import { Refused } from "../../refused.ts";
import { publishAgain } from "../../registry/change-registry.ts";
import { requireDeletedWorkspace } from "../../workspace-access.ts";

export async function restoreWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<{ readonly id: string }> {
  const { id } = await requireDeletedWorkspace(ctx, input.workspaceId, "own");
  await ctx.db.transaction(async (tx) => {
    const isIt = and(eq(workspaces.id, id), isRestorableWorkspace);
    const [found] = await tx
      .select({ name: workspaces.name })
      .from(workspaces)
      .where(isIt)
      .for("no key update");
    if (found === undefined) throw new Refused("not_found", "This workspace is gone for good.");
    const restored = await tx
      .update(apps)
      .set({
        status: sql`coalesce(${apps.statusBefore}, 'active')`,
        statusBefore: null,
        deletedAt: null,
        registryVersion: sql`${apps.registryVersion} + 1`,
      })
      .from(workspaces)
      .where(and(eq(workspaces.id, id), wentWithWorkspace, isNull(apps.purgedAt)))
      .returning({ id: apps.id, version: apps.registryVersion });
    await tx.update(workspaces).set({ deletedAt: null }).where(eq(workspaces.id, id));
    for (const app of restored) {
      await publishAgain(tx, app.id, app.version);
      const entry = { action: "app.restore", subject: app.id } as const;
      await recordAudit(tx, ctx, { ...entry, workspaceId: id, appId: app.id });
    }
    const entry = { action: "workspace.restore", subject: id, detail: found.name } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId: id, appId: null });
  });
  return { id };
}
