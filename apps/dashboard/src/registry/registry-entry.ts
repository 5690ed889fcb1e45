/** What the relay must know of an app, read in one statement so that its parts belong to one version. */
import { type Db, apps } from "@agent-socket/db";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import { eq } from "drizzle-orm";

/** `null`: no such app. A deleted app has an entry that says so. */
export async function readRegistryEntry(db: Db, appId: string): Promise<RegistryEntry | null> {
  const app = await db.query.apps.findFirst({
    where: eq(apps.id, appId),
    with: {
      allowedOrigins: { columns: { origin: true } },
      appKeys: { columns: { keyHash: true }, where: (key, { isNull }) => isNull(key.revokedAt) },
    },
  });
  if (app === undefined) return null;
  return {
    version: app.registryVersion,
    appId: app.id,
    name: app.name,
    status: app.status,
    origins: app.allowedOrigins.map(({ origin }) => origin),
    keyHashes: app.appKeys.map(({ keyHash }) => keyHash),
    linkCalls: app.linkCalls,
    holdForMs: app.holdForMs,
  };
}
