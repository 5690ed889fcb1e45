/** Takes back that an app was deleted, within its week: with its origins, keys and links, and suspended if it was. */
import { apps } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { requireDeletedApp } from "../../app-access.ts";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { isRestorable } from "../../deleted-app.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { enqueuePublish } from "../../registry/change-registry.ts";
import { publishApp } from "../../registry/publish-app.ts";
import { lockWorkspace } from "../../workspace-access.ts";

export async function restoreApp({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<{ readonly name: string; readonly activation: Activation }> {
  const { id, workspaceId } = await requireDeletedApp(ctx, input.appId, "manage");
  const name = await ctx.db.transaction(async (tx) => {
    await lockWorkspace(tx, ctx, workspaceId, "manage");
    const [app] = await tx
      .update(apps)
      .set({
        status: sql`coalesce(${apps.statusBefore}, 'active')`,
        statusBefore: null,
        deletedAt: null,
        registryVersion: sql`${apps.registryVersion} + 1`,
      })
      .where(and(eq(apps.id, id), isRestorable))
      .returning({ name: apps.name, version: apps.registryVersion });
    if (app === undefined) throw new Refused("not_found", "This app is gone for good.");
    await recordAudit(tx, ctx, {
      action: "app.restore",
      subject: id,
      detail: app.name,
      workspaceId,
      appId: id,
    });
    await enqueuePublish(tx, id, app.version);
    return app.name;
  });
  return { name, activation: await publishApp(ctx, id) };
}
