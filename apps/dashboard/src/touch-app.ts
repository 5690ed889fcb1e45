/** The first statement of every transaction about an app's sessions, links and calls. */
import { apps, type Db } from "@agent-socket/db";
import { inArray, sql } from "drizzle-orm";

/**
 * Locks the apps' rows until the transaction ends, in one order for all, and counts an activity of each. `reportedAtMs`:
 * the relay's time of the newest report of those apps of which there is one. Returns the ids among `appIds` that exist.
 */
export async function touchApps(
  tx: Db,
  appIds: readonly string[],
  reportedAtMs: ReadonlyMap<string, number> = new Map(),
): Promise<ReadonlySet<string>> {
  const isMeant = inArray(apps.id, [...appIds]);
  // One row alone is locked by its own update.
  if (appIds.length > 1)
    await tx.select({ id: apps.id }).from(apps).where(isMeant).orderBy(apps.id).for("no key update");
  const touched = await tx
    .update(apps)
    .set({
      activity: sql`${apps.activity} + 1`,
      ...(reportedAtMs.size === 0 ? {} : { reportedAt: newestReport(reportedAtMs) }),
    })
    .where(isMeant)
    .returning({ id: apps.id });
  return new Set(touched.map(({ id }) => id));
}

const newestReport = (reportedAtMs: ReadonlyMap<string, number>) => {
  const reports = [...reportedAtMs].map(([appId, atMs]) => [appId, new Date(atMs).toISOString()]);
  return sql`greatest(${apps.reportedAt}, (${JSON.stringify(Object.fromEntries(reports))}::jsonb ->> ${apps.id})::timestamptz)`;
};
