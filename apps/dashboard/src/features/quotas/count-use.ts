/** How much of its quotas an app uses, from the books. */
import { appQuotas, type Db, relaySessions, usageHourly } from "@agent-socket/db";
import { and, eq, gte, isNull, lt, notInArray, sum } from "drizzle-orm";
import { monthOf, type Quota, type Use } from "./quota.ts";

/** These never reached the app, so they use nothing up. */
const NEVER_RAN = ["invalid_input", "app_offline", "too_many_inflight"] as const;

export async function countUse(db: Db, appId: string, nowMs: number): Promise<Use> {
  const { fromMs, toMs } = monthOf(nowMs);
  const isCounted = and(
    eq(usageHourly.appId, appId),
    gte(usageHourly.hour, new Date(fromMs)),
    lt(usageHourly.hour, new Date(toMs)),
    notInArray(usageHourly.outcome, [...NEVER_RAN]),
  );
  const [row] = await db
    .select({ calls: sum(usageHourly.calls).mapWith(Number) })
    .from(usageHourly)
    .where(isCounted);
  const isLive = and(
    eq(relaySessions.appId, appId),
    eq(relaySessions.online, true),
    isNull(relaySessions.endedAt),
  );
  return { calls: row?.calls ?? 0, liveSessions: await db.$count(relaySessions, isLive) };
}

/** The app's own row, and what holds for it: its own where it says something, else the deployment's. */
export async function readQuota(db: Db, appId: string, defaults: Quota) {
  const [own] = await db.select().from(appQuotas).where(eq(appQuotas.appId, appId));
  const quota: Quota = {
    callsPerMonth: own?.callsPerMonth ?? defaults.callsPerMonth,
    liveSessions: own?.liveSessions ?? defaults.liveSessions,
  };
  return { own: own ?? null, quota };
}
