/** Deletes a workspace with all its apps: the relay refuses them, and for a week an owner can take all of it back. */
import { workspaces } from "@agent-socket/db";
import { eq, sql } from "drizzle-orm";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { lockWorkspace, requireWorkspace } from "../../workspace-access.ts";
import { deleteAppsOf } from "../../registry/delete-apps-of.ts";

export async function deleteWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  /** `typedName`: the workspace's name, typed again. */
  input: { readonly workspaceId: string; readonly typedName: string };
}): Promise<{ readonly deletedApps: number }> {
  await requireWorkspace(ctx, input.workspaceId, "own");
  return ctx.db.transaction(async (tx) => {
    const { id, name } = await lockWorkspace(tx, ctx, input.workspaceId, "own");
    if (input.typedName.trim() !== name) throw notItsName(name);
    const deleted = await deleteAppsOf(tx, ctx, [id]);
    await tx
      .update(workspaces)
      .set({ deletedAt: sql`now()` })
      .where(eq(workspaces.id, id));
    const entry = { action: "workspace.delete", subject: id, detail: name } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId: id, appId: null });
    return { deletedApps: deleted.length };
  });
}

function notItsName(name: string): Refused {
  const message = `Type ${name} to delete this workspace.`;
  return new Refused("invalid", message, { typedName: message });
}
