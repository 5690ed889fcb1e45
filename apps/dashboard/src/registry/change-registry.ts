/** A change that the relay must learn of: the change, its audit record, its version and its outbox row commit together. */
import { apps, type Db, registryOutbox } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type AuditEntry, recordAudit } from "../audit.ts";
import type { UserContext } from "../context.ts";
import { Refused } from "../refused.ts";
import type { Activation } from "./activation.ts";
import { publishApp } from "./publish-app.ts";

/** What a change gives back, and its audit record. With `null` for the record nothing was changed. */
export type RegistryChange<T> = { readonly value: T; readonly audit: AuditEntry | null };

/** How long the background publisher leaves a new row to the request that wrote it. */
const FIRST_RETRY = sql`now() + interval '5 seconds'`;

/**
 * `change` runs while the app's row is locked: changes of one app happen one after the other. Afterwards the relay is
 * brought up to date, also when nothing was changed, so that the answer always says where it stands.
 */
export async function changeRegistry<T>(
  ctx: UserContext,
  appId: string,
  change: (tx: Db) => Promise<RegistryChange<T>>,
): Promise<{ readonly value: T; readonly activation: Activation }> {
  const value = await ctx.db.transaction(async (tx) => {
    const { workspaceId } = await lockApp(tx, appId);
    const done = await change(tx);
    if (done.audit !== null) {
      await recordAudit(tx, ctx, { workspaceId, appId, ...done.audit });
      await advance(tx, appId);
    }
    return done.value;
  });
  return { value, activation: await publishApp(ctx, appId) };
}

/** The outbox row of an app's present version. */
export async function enqueuePublish(tx: Db, appId: string, version: number): Promise<void> {
  await tx.insert(registryOutbox).values({ appId, version, nextAttemptAt: FIRST_RETRY });
}

/** Has the present version published once more, by the next round in the background. */
export async function publishAgain(tx: Db, appId: string, version: number): Promise<void> {
  const soon = { attempts: 0, nextAttemptAt: sql`now()` };
  await tx
    .insert(registryOutbox)
    .values({ appId, version, ...soon })
    .onConflictDoUpdate({ target: [registryOutbox.appId, registryOutbox.version], set: soon });
}

/** A version above `version` for an app that did not change: the relay must not hold a newer or another one. */
export async function overtake(tx: Db, appId: string, version: number): Promise<void> {
  const [app] = await tx
    .update(apps)
    .set({ registryVersion: sql`greatest(${apps.registryVersion}, ${version}::int) + 1` })
    .where(eq(apps.id, appId))
    .returning({ version: apps.registryVersion });
  if (app !== undefined) await publishAgain(tx, appId, app.version);
}

async function lockApp(tx: Db, appId: string): Promise<{ workspaceId: string }> {
  const [app] = await tx
    .select({ workspaceId: apps.workspaceId })
    .from(apps)
    .where(and(eq(apps.id, appId), isNull(apps.deletedAt)))
    .for("no key update");
  if (app === undefined) throw new Refused("not_found", "This app does not exist.");
  return app;
}

/** The next version of an app whose row is locked, to be published. */
export async function advance(tx: Db, appId: string): Promise<void> {
  const [app] = await tx
    .update(apps)
    .set({ registryVersion: sql`${apps.registryVersion} + 1` })
    .where(eq(apps.id, appId))
    .returning({ version: apps.registryVersion });
  if (app === undefined) throw new Error("The locked app is gone.");
  await enqueuePublish(tx, appId, app.version);
}
