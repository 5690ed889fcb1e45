/** What the relay must know of an app, read in one statement so that its parts belong to one version. */
import { type Db, apps } from "@agent-socket/db";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import { asc, gt, type SQL, eq } from "drizzle-orm";

/** `null`: no such app. A deleted app has an entry that says so. */
export async function readRegistryEntry(db: Db, appId: string): Promise<RegistryEntry | null> {
  const [entry] = await readEntries(db, eq(apps.id, appId), 1);
  return entry ?? null;
}

/** Every app's entry, some at a time, in the order of their ids. */
export const readEntriesAfter = (db: Db, appId: string, count: number): Promise<readonly RegistryEntry[]> =>
  readEntries(db, gt(apps.id, appId), count);

async function readEntries(db: Db, where: SQL, limit: number): Promise<readonly RegistryEntry[]> {
  const found = await db.query.apps.findMany({
    where,
    limit,
    orderBy: asc(apps.id),
    with: {
      allowedOrigins: { columns: { origin: true } },
      quota: { columns: { callsUntil: true, sessionsUsedUp: true } },
      appKeys: { columns: { keyHash: true }, where: (key, { isNull }) => isNull(key.revokedAt) },
    },
  });
  return found.map((app) => ({
    version: app.registryVersion,
    appId: app.id,
    name: app.name,
    status: app.status,
    origins: app.allowedOrigins.map(({ origin }) => origin).toSorted(),
    keyHashes: app.appKeys.map(({ keyHash }) => keyHash).toSorted(),
    linkCalls: app.linkCalls,
    holdForMs: app.holdForMs,
    usedUp: {
      callsUntilMs: app.quota?.callsUntil?.getTime() ?? null,
      sessions: app.quota?.sessionsUsedUp ?? false,
    },
  }));
}
