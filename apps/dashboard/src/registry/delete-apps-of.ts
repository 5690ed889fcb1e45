/** Deletes all apps of workspaces that end, in the transaction of their end; the relay hears by the next round of the outbox. */
import { apps, type Db } from "@agent-socket/db";
import { and, inArray, isNull, sql } from "drizzle-orm";
import { recordAudit } from "../audit.ts";
import type { UserContext } from "../context.ts";
import { publishAgain } from "./change-registry.ts";

/** Returns their ids. Their rows stay, so that what they used stays counted, and so that they can be restored. */
export async function deleteAppsOf(
  tx: Db,
  ctx: UserContext,
  workspaceIds: readonly string[],
): Promise<readonly string[]> {
  if (workspaceIds.length === 0) return [];
  const deleted = await tx
    .update(apps)
    .set({
      status: "deleted",
      deletedAt: sql`now()`,
      statusBefore: apps.status,
      registryVersion: sql`${apps.registryVersion} + 1`,
    })
    .where(and(inArray(apps.workspaceId, [...workspaceIds]), isNull(apps.deletedAt)))
    .returning({ id: apps.id, version: apps.registryVersion, workspaceId: apps.workspaceId });
  for (const { id, version, workspaceId } of deleted) {
    await publishAgain(tx, id, version);
    await recordAudit(tx, ctx, { action: "app.delete", subject: id, workspaceId, appId: id });
  }
  return deleted.map(({ id }) => id);
}
