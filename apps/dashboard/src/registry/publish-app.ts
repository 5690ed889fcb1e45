/** Brings the newest state of an app to the relay, first to its registry and then to the sessions at work. */
import { apps, type Db, registryOutbox } from "@agent-socket/db";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import { and, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { ServiceContext } from "../context.ts";
import type { Activation } from "./activation.ts";
import { refreshSessions, workByOlderEntry } from "./refresh-sessions.ts";
import { readRegistryEntry } from "./registry-entry.ts";

type Pushed = { readonly entry: RegistryEntry } | { readonly reason: string };

/** Active means both: nobody can connect by an older entry, and nobody is connected by one any more. */
export async function publishApp(ctx: ServiceContext, appId: string): Promise<Activation> {
  const startedAt = performance.now();
  const pushed = await pushEntry(ctx, appId);
  if ("reason" in pushed) return notPublished(ctx, appId, pushed.reason);
  const { told, reason } = await refreshSessions(ctx, pushed.entry);
  if (reason !== null) return notPublished(ctx, appId, reason, told > 0);
  const left = await settle(ctx, pushed.entry);
  if (left > 0)
    return notPublished(ctx, appId, `${left} of its live sessions have not taken it up yet.`, true);
  return { state: "active", afterMs: Math.round(performance.now() - startedAt) };
}

/**
 * One push of an app at a time, from wherever: the relay's cache compares versions, but two writes of it that overlap
 * could still leave the older one.
 */
function pushEntry(ctx: ServiceContext, appId: string): Promise<Pushed> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`publish ${appId}`}, 0))`);
    const entry = await readRegistryEntry(tx, appId);
    if (entry === null) throw new Error(`There is no app ${appId} to publish.`);
    const answer = await ctx.relay.putApp(entry);
    if (!answer.ok) return { reason: answer.reason };
    // The relay may already hold the version of another change that was published meanwhile; but not one that was
    // never made here, which would hide every change until it is overtaken.
    const acknowledged = await acknowledge(tx, entry, answer.value.version);
    return acknowledged ? { entry } : { reason: "The relay holds a newer version than this dashboard." };
  });
}

async function acknowledge(
  tx: Db,
  { appId, version }: RegistryEntry,
  relayVersion: number,
): Promise<boolean> {
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
  return true;
}

/**
 * The outbox row goes once no session is left behind. Returns how many are; while the app is locked, no report of the
 * relay can add one.
 */
function settle({ db }: ServiceContext, { appId, version }: RegistryEntry): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.select({ id: apps.id }).from(apps).where(eq(apps.id, appId)).for("no key update");
    const left = await workByOlderEntry(tx, appId, version);
    if (left === 0)
      await tx
        .delete(registryOutbox)
        .where(and(eq(registryOutbox.appId, appId), lte(registryOutbox.version, version)));
    return left;
  });
}

/** `isProgress`: some sessions were told, so the rest need not wait for longer each time. */
async function notPublished(
  { db }: ServiceContext,
  appId: string,
  reason: string,
  isProgress = false,
): Promise<Activation> {
  await db
    .update(registryOutbox)
    .set({ lastError: reason, ...(isProgress ? { attempts: 0, nextAttemptAt: sql`now()` } : {}) })
    .where(eq(registryOutbox.appId, appId));
  return { state: "pending", reason };
}
