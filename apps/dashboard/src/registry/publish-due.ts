/** The safety net under `publishApp`: what was not acknowledged at once is sent again until it is. */
import { registryOutbox } from "@agent-socket/db";
import { and, eq, lte, sql } from "drizzle-orm";
import type { ServiceContext } from "../context.ts";
import { publishApp } from "./publish-app.ts";

const MAX_ROWS_A_ROUND = 20;
/** Doubles with each attempt from 2 seconds, up to a minute. */
const BACKOFF = sql`now() + least(60, power(2, least(${registryOutbox.attempts} + 1, 10))) * interval '1 second'`;

/** One round. Several processes may run it at once: each row is claimed by one of them. */
export async function publishDue(ctx: ServiceContext): Promise<void> {
  for (const appId of await claimDue(ctx)) await publishApp(ctx, appId);
}

async function claimDue({ db }: ServiceContext): Promise<ReadonlySet<string>> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ appId: registryOutbox.appId, version: registryOutbox.version })
      .from(registryOutbox)
      .where(lte(registryOutbox.nextAttemptAt, sql`now()`))
      .orderBy(registryOutbox.nextAttemptAt)
      .limit(MAX_ROWS_A_ROUND)
      .for("update", { skipLocked: true });
    for (const { appId, version } of due) {
      await tx
        .update(registryOutbox)
        .set({ attempts: sql`${registryOutbox.attempts} + 1`, nextAttemptAt: BACKOFF })
        .where(and(eq(registryOutbox.appId, appId), eq(registryOutbox.version, version)));
    }
    return new Set(due.map(({ appId }) => appId));
  });
}
