/** Brings the newest state of an app to the relay and keeps its acknowledgement. */
import { apps, registryOutbox } from "@agent-socket/db";
import { and, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { ServiceContext } from "../context.ts";
import type { Activation } from "./activation.ts";
import { readRegistryEntry } from "./registry-entry.ts";

export async function publishApp(ctx: ServiceContext, appId: string): Promise<Activation> {
  const entry = await readRegistryEntry(ctx.db, appId);
  if (entry === null) throw new Error(`There is no app ${appId} to publish.`);
  const answer = await ctx.relay.putApp(entry);
  if (!answer.ok) return notPublished(ctx, appId, answer.reason);
  // The relay may already hold the version of another change that was published meanwhile; but not one that was
  // never made here, which would hide every change until it is overtaken.
  const acknowledged = await acknowledge(ctx, appId, entry.version, answer.value.version);
  if (!acknowledged) return notPublished(ctx, appId, "The relay holds a newer version than this dashboard.");
  return { state: "active", afterMs: answer.afterMs };
}

async function acknowledge(
  { db }: ServiceContext,
  appId: string,
  version: number,
  relayVersion: number,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [app] = await tx
      .select({ acknowledgedVersion: apps.acknowledgedVersion })
      .from(apps)
      .where(and(eq(apps.id, appId), gte(apps.registryVersion, relayVersion)))
      .for("no key update");
    if (app === undefined) return false;
    await tx
      .update(apps)
      .set({ acknowledgedVersion: version, acknowledgedAt: sql`now()` })
      .where(and(eq(apps.id, appId), lt(apps.acknowledgedVersion, version)));
    await tx
      .delete(registryOutbox)
      .where(and(eq(registryOutbox.appId, appId), lte(registryOutbox.version, version)));
    return true;
  });
}

async function notPublished({ db }: ServiceContext, appId: string, reason: string): Promise<Activation> {
  await db.update(registryOutbox).set({ lastError: reason }).where(eq(registryOutbox.appId, appId));
  return { state: "pending", reason };
}
