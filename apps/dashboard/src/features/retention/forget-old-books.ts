/** Deletes what is too old to be asked for, a little at a time, so that nobody waits for it. */
import {
  apps,
  calls,
  type Db,
  quarantinedEvents,
  relaySessions,
  USAGE_SLOT_MINUTES,
  usageByLink,
  usageByTool,
  usageHourly,
  usageLatency,
  usageLinkSlots,
  usageSlots,
  usageToolLatency,
} from "@agent-socket/db";
import { eq, lt, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../context.ts";

/** How many days each is kept. */
export const KEPT_DAYS = {
  /** Longer than an event may be late: a call whose row is gone could be counted again. */
  calls: 40,
  usage: 400,
  /** By tool and by link, of which no page shows more than 30 days. */
  detailedUsage: 40,
  /** In slots of two minutes, of which the last hour is shown. */
  finestUsage: 2,
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
  const whole = [usageHourly.hour, usageLatency.hour];
  const detailed = [usageByLink.day, usageLinkSlots.slot, ...READ_BY_OLDER_VERSIONS];
  let forgotten = 0;
  for (const begin of whole) forgotten += await forgetSlots(db, begin, appId, KEPT_DAYS.usage);
  for (const begin of detailed) forgotten += await forgetSlots(db, begin, appId, KEPT_DAYS.detailedUsage);
  for (const minutes of USAGE_SLOT_MINUTES) {
    const days = minutes < 60 ? KEPT_DAYS.finestUsage : KEPT_DAYS.detailedUsage;
    forgotten += await forgetSlots(db, usageSlots.slot, appId, days, eq(usageSlots.minutes, minutes));
  }
  return forgotten;
}

/** Nothing writes these any more: in 40 days they are empty. */
const READ_BY_OLDER_VERSIONS = [usageByTool.hour, usageToolLatency.hour];

/** `begin`: the column of a roll-up that says when its slot began; `isMeant`: for which of its rows alone. */
const forgetSlots = (db: Db, begin: PgColumn, appId: string, days: number, isMeant?: SQL): Promise<number> =>
  inParts(async () => {
    const gone = await db.execute(sql`
      delete from ${begin.table} where ctid = any(array(
        select ctid from ${begin.table}
        where app_id = ${appId} and ${isMeant ?? sql`true`} and ${begin} < ${before(days)} limit ${ROWS_AT_ONCE}
      )) returning 1 as one`);
    return rowsOf(gone);
  });

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
