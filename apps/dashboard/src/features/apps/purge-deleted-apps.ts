/**
 * Empties what was deleted longer than a week ago. The row stays, without its name, so that its id is never anybody
 * else's and the relay goes on refusing it; the hourly counts stay for the books, as of apps that live.
 */
import {
  allowedOrigins,
  appKeys,
  apps,
  type Db,
  refusedOrigins,
  relaySessions,
  usageByLink,
  usageLinkSlots,
} from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import { isDueForPurge } from "../../deleted-app.ts";
import { publishAgain } from "../../registry/change-registry.ts";

/** Returns how many were emptied. The relay learns of it by the outbox. */
export async function purgeDeletedApps({ ctx }: { ctx: ServiceContext }): Promise<number> {
  const due = await ctx.db.select({ id: apps.id }).from(apps).where(isDueForPurge).orderBy(apps.id);
  let purged = 0;
  for (const { id } of due) if (await ctx.db.transaction((tx) => purge(tx, id))) purged += 1;
  return purged;
}

async function purge(tx: Db, appId: string): Promise<boolean> {
  const [app] = await tx
    .update(apps)
    .set({
      name: "Deleted app",
      purgedAt: sql`now()`,
      registryVersion: sql`${apps.registryVersion} + 1`,
    })
    .where(and(eq(apps.id, appId), isDueForPurge))
    .returning({ version: apps.registryVersion });
  if (app === undefined) return false;
  // Their links and calls go with the sessions.
  for (const table of [relaySessions, usageByLink, usageLinkSlots, allowedOrigins, appKeys, refusedOrigins])
    await tx.delete(table).where(eq(table.appId, appId));
  await publishAgain(tx, appId, app.version);
  return true;
}
