/** Compares what apps use with what they may, and has the relay refuse, or stop refusing, where that changed. */
import { appQuotas, apps, type Db } from "@agent-socket/db";
import { and, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import { advance } from "../../registry/change-registry.ts";
import { publishApp } from "../../registry/publish-app.ts";
import { countUse, readQuota } from "./count-use.ts";
import { isUsedUp, monthOf, type Quota, usedPercent, WARN_PERCENT } from "./quota.ts";
import { tellPeople } from "./tell-people.ts";

const MAX_APPS_A_ROUND = 200;

/** One round, over the apps of which something was reported since the last one, and those that are refused. */
export async function weighQuotas(ctx: ServiceContext, defaults: Quota): Promise<void> {
  for (const appId of await appsToWeigh(ctx.db, defaults)) {
    const { isChanged, toldPercent } = await weigh(ctx.db, appId, defaults, Date.now());
    if (toldPercent !== null) await tellPeople(ctx, appId, toldPercent);
    if (isChanged) await publishApp(ctx, appId);
  }
}

async function appsToWeigh(db: Db, defaults: Quota): Promise<readonly string[]> {
  const hasDefault = defaults.callsPerMonth !== null || defaults.liveSessions !== null;
  const isLimited = or(
    sql`${hasDefault}`,
    isNotNull(appQuotas.callsPerMonth),
    isNotNull(appQuotas.liveSessions),
  );
  const isRefused = or(isNotNull(appQuotas.callsUntil), eq(appQuotas.sessionsUsedUp, true));
  const isNews = sql`${appQuotas.countedActivity} is distinct from ${apps.activity}`;
  const rows = await db
    .select({ id: apps.id })
    .from(apps)
    .leftJoin(appQuotas, eq(appQuotas.appId, apps.id))
    .where(and(isNull(apps.deletedAt), or(and(isLimited, isNews), isRefused)))
    // By chance among equals: in a crowd everybody's turn comes, and what is new waits for nobody who is refused already.
    .orderBy(desc(isNews), sql`random()`)
    .limit(MAX_APPS_A_ROUND);
  return rows.map(({ id }) => id);
}

/** `toldPercent`: the share that its people are to hear of, `null` when there is nothing new to tell. */
export function weigh(
  db: Db,
  appId: string,
  defaults: Quota,
  nowMs: number,
): Promise<{ readonly isChanged: boolean; readonly toldPercent: number | null }> {
  return db.transaction(async (tx) => {
    const [app] = await tx
      .select({ activity: apps.activity })
      .from(apps)
      .where(eq(apps.id, appId))
      .for("no key update");
    if (app === undefined) return { isChanged: false, toldPercent: null };
    const { own, quota } = await readQuota(tx, appId, defaults);
    const use = await countUse(tx, appId, nowMs);
    const { fromMs, toMs } = monthOf(nowMs);
    const callsUntil = isUsedUp(use.calls, quota.callsPerMonth) ? new Date(toMs) : null;
    const sessionsUsedUp = isUsedUp(use.liveSessions, quota.liveSessions);
    const toldBefore = own?.toldMonth?.getTime() === fromMs ? own.toldPercent : 0;
    const told = Math.max(toldBefore, stageOf(usedPercent(use.calls, quota.callsPerMonth)));
    const state = {
      countedActivity: app.activity,
      callsUntil,
      sessionsUsedUp,
      toldMonth: new Date(fromMs),
      toldPercent: told,
    };
    await tx
      .insert(appQuotas)
      .values({ appId, ...state })
      .onConflictDoUpdate({ target: appQuotas.appId, set: state });
    const isChanged =
      (own?.callsUntil?.getTime() ?? null) !== (callsUntil?.getTime() ?? null) ||
      (own?.sessionsUsedUp ?? false) !== sessionsUsedUp;
    if (isChanged) await advance(tx, appId);
    return { isChanged, toldPercent: told > toldBefore ? told : null };
  });
}

/** What there is to tell about, at most twice a month. */
function stageOf(percent: number): number {
  if (percent < WARN_PERCENT) return 0;
  return percent < 100 ? WARN_PERCENT : 100;
}
