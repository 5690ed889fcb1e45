/** Refused connections, counted by app, origin and reason, each event once. */
import { type Db, refusalEvents, refusedOrigins } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";

export type Refusal = Extract<RelayEvent, { kind: "origin_refused" }>;

/** Anybody can send any `Origin`: only the newest are kept. */
const MAX_ROWS_PER_APP = 200;

export async function countRefusals(tx: Db, refusals: readonly Refusal[]): Promise<void> {
  for (const refusal of refusals) await countRefusal(tx, refusal);
  for (const appId of new Set(refusals.map((refusal) => refusal.appId)))
    await tx.execute(sql`
      delete from ${refusedOrigins} where id in (
        select id from ${refusedOrigins} where app_id = ${appId} order by last_seen_at desc offset ${MAX_ROWS_PER_APP}
      )`);
}

async function countRefusal(tx: Db, { id, appId, origin, code, atMs }: Refusal): Promise<void> {
  const at = new Date(atMs);
  const fresh = await tx.insert(refusalEvents).values({ id, at }).onConflictDoNothing().returning();
  if (fresh.length === 0) return;
  await tx
    .insert(refusedOrigins)
    .values({ appId, origin, code, count: 1, lastSeenAt: at })
    .onConflictDoUpdate({
      target: [refusedOrigins.appId, refusedOrigins.origin, refusedOrigins.code],
      set: {
        count: sql`${refusedOrigins.count} + 1`,
        lastSeenAt: sql`greatest(${refusedOrigins.lastSeenAt}, excluded.last_seen_at)`,
      },
    });
}
