/** The first statement of every transaction about an app's sessions, links and calls. */
import { apps, type Db } from "@agent-socket/db";
import { eq, inArray, sql } from "drizzle-orm";

/**
 * Locks the apps' rows until the transaction ends, in one order for all, and counts an activity of each. Returns the
 * ids among `appIds` that exist.
 */
export async function touchApps(tx: Db, appIds: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await tx
    .select({ id: apps.id })
    .from(apps)
    .where(inArray(apps.id, [...appIds]))
    .orderBy(apps.id)
    .for("no key update");
  for (const { id } of found)
    await tx
      .update(apps)
      .set({ activity: sql`${apps.activity} + 1` })
      .where(eq(apps.id, id));
  return new Set(found.map(({ id }) => id));
}
