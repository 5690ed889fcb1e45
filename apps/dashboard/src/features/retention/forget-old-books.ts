/** Deletes what is too old to be asked for, a little at a time, so that nobody waits for it. */
import {
  apps,
  calls,
  type Db,
  quarantinedEvents,
  relaySessions,
  usageHourly,
  usageLatency,
} from "@agent-socket/db";
import { eq, lt, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";

/** How many days each is kept. */
export const KEPT_DAYS = {
  /** Longer than an event may be late: a call whose row is gone could be counted again. */
  calls: 40,
  usage: 400,
  /** Since it ended, with its links. */
  sessions: 100,
  quarantine: 100,
} as const;

export type Forgotten = {
  readonly calls: number;
  readonly usage: number;
  readonly sessions: number;
  readonly quarantine: number;
};

const ROWS_AT_ONCE = 5_000;

const before = (days: number) => sql`now() - ${days} * interval '1 day'`;

export async function forgetOldBooks({ ctx }: { ctx: ServiceContext }): Promise<Forgotten> {
  const { db } = ctx;
  const quarantine = await db
    .delete(quarantinedEvents)
    .where(lt(quarantinedEvents.receivedAt, before(KEPT_DAYS.quarantine)))
    .returning({ id: quarantinedEvents.id });
  const forgotten = { calls: 0, usage: 0, sessions: 0, quarantine: quarantine.length };
  for (const { id } of await db.select({ id: apps.id }).from(apps)) {
    forgotten.calls += await forgetCalls(db, id);
    forgotten.usage += await forgetUsage(db, id);
    forgotten.sessions += await forgetSessions(db, id);
  }
  return forgotten;
}

/** An app at a time, because that is how its rows are indexed. */
async function forgetCalls(db: Db, appId: string): Promise<number> {
  return inParts(async () => {
    const gone = await db.execute(sql`
      delete from ${calls} where id in (
        select id from ${calls} where app_id = ${appId} and started_at < ${before(KEPT_DAYS.calls)}
        limit ${ROWS_AT_ONCE}
      ) returning 1 as one`);
    return rowsOf(gone);
  });
}

async function forgetUsage(db: Db, appId: string): Promise<number> {
  const isOld = (table: typeof usageHourly | typeof usageLatency) =>
    sql`${eq(table.appId, appId)} and ${lt(table.hour, before(KEPT_DAYS.usage))}`;
  const hourly = await db.delete(usageHourly).where(isOld(usageHourly)).returning({ hour: usageHourly.hour });
  const latency = await db
    .delete(usageLatency)
    .where(isOld(usageLatency))
    .returning({ hour: usageLatency.hour });
  return hourly.length + latency.length;
}

/** Their links go with them, and what calls these still have. */
async function forgetSessions(db: Db, appId: string): Promise<number> {
  return inParts(async () => {
    const gone = await db.execute(sql`
      delete from ${relaySessions} where app_id = ${appId} and id in (
        select id from ${relaySessions}
        where app_id = ${appId} and ended_at < ${before(KEPT_DAYS.sessions)} limit ${ROWS_AT_ONCE}
      ) returning 1 as one`);
    return rowsOf(gone);
  });
}

async function inParts(forgetSome: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const some = await forgetSome();
    total += some;
    if (some < ROWS_AT_ONCE) return total;
  }
}

/** Both drivers give an object with the rows. */
function rowsOf(result: unknown): number {
  return typeof result === "object" && result !== null && "rows" in result && Array.isArray(result.rows)
    ? result.rows.length
    : 0;
}
