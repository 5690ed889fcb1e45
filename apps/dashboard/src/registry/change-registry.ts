/** A change that the relay must learn of: the change, its audit record, its version and its outbox row commit together. */
import { apps, type Db, registryOutbox } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type AuditEntry, recordAudit } from "../audit.ts";
import type { UserContext } from "../context.ts";
import { Refused } from "../refused.ts";
import type { Activation } from "./activation.ts";
import { publishApp } from "./publish-app.ts";

export type RegistryChange<T> = {
  readonly value: T;
  /** What was done, or `null` when nothing changed: then no version is made and nothing is published. */
  readonly audit: AuditEntry | null;
};

/** How long the background publisher leaves a new row to the request that wrote it. */
const FIRST_RETRY = sql`now() + interval '5 seconds'`;

/** `change` runs while the app's row is locked, so changes of one app happen one after the other; reports of calls go on. */
export async function changeRegistry<T>(
  ctx: UserContext,
  appId: string,
  change: (tx: Db) => Promise<RegistryChange<T>>,
): Promise<{ readonly value: T; readonly activation: Activation | null }> {
  const { value, audit } = await ctx.db.transaction(async (tx) => {
    const app = await lockApp(tx, appId);
    const done = await change(tx);
    if (done.audit !== null) {
      await recordAudit(tx, ctx, { workspaceId: app.workspaceId, appId, ...done.audit });
      await advance(tx, appId);
    }
    return done;
  });
  return { value, activation: audit === null ? null : await publishApp(ctx, appId) };
}

/** The outbox row of an app's present version. */
export async function enqueuePublish(tx: Db, appId: string, version: number): Promise<void> {
  await tx.insert(registryOutbox).values({ appId, version, nextAttemptAt: FIRST_RETRY });
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

async function advance(tx: Db, appId: string): Promise<void> {
  const [app] = await tx
    .update(apps)
    .set({ registryVersion: sql`${apps.registryVersion} + 1` })
    .where(eq(apps.id, appId))
    .returning({ version: apps.registryVersion });
  if (app === undefined) throw new Error("The locked app is gone.");
  await enqueuePublish(tx, appId, app.version);
}
