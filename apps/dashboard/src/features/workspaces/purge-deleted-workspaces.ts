/**
 * Empties what was deleted longer than a week ago. The row stays, without its name, as the rows of its apps do: the books
 * and the audit log point to it.
 */
import { invitations, memberships, workspaces } from "@agent-socket/db";
import { inArray, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import { isWorkspaceDueForPurge } from "../../deleted-workspace.ts";

/** Returns how many were emptied. */
export async function purgeDeletedWorkspaces({ ctx }: { ctx: ServiceContext }): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const purged = await tx
      .update(workspaces)
      .set({ name: "Deleted workspace", purgedAt: sql`now()` })
      .where(isWorkspaceDueForPurge)
      .returning({ id: workspaces.id });
    const ids = purged.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.delete(memberships).where(inArray(memberships.workspaceId, ids));
    await tx.delete(invitations).where(inArray(invitations.workspaceId, ids));
    return ids.length;
  });
}
