/** What an app did in the last 24 hours. */
import { calls, links, relaySessions, usageHourly } from "@agent-socket/db";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { and, asc, count, eq, gte, lt, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { activeLinkCount } from "../../link-state.ts";
import { isLive } from "../../session-state.ts";

export type Overview = {
  /** The exact window of every figure about calls: `fromMs` inclusive, `toMs` exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly calls: number;
  /** Calls whose outcome is not `ok`. */
  readonly errors: number;
  /** 0 to 1; `null` without calls. */
  readonly errorRate: number | null;
  /** Of the calls that the app answered; `null` without any. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly liveSessions: number;
  /** Links that still work. */
  readonly activeLinks: number;
};
/** One hour of one outcome, from the roll-up. Hours without calls are left out. */
export type HourlyUsage = { readonly hourMs: number; readonly outcome: CallOutcome; readonly calls: number };

const HOUR_MS = 3_600_000;
const HOURS = 24;

export async function getOverview({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<{
  readonly overview: Overview;
  /** The 24 newest clock hours, the running one included. */
  readonly hours: readonly HourlyUsage[];
}> {
  const app = await requireApp(ctx, input.appId, "read");
  const toMs = Date.now();
  const fromMs = toMs - HOURS * HOUR_MS;
  const [figures, live, hours] = await Promise.all([
    callFigures(ctx, app.id, fromMs, toMs),
    liveFigures(ctx, app.id),
    hourlyUsage(ctx, app.id, (Math.floor(toMs / HOUR_MS) - HOURS + 1) * HOUR_MS),
  ]);
  const errorRate = figures.calls === 0 ? null : figures.errors / figures.calls;
  return { overview: { fromMs, toMs, ...figures, errorRate, ...live }, hours };
}

const percentile = (fraction: number) =>
  sql<number | null>`percentile_disc(${sql.raw(String(fraction))}) within group (order by ${calls.durationMs})
    filter (where ${calls.appMs} is not null)`;

async function callFigures({ db }: UserContext, appId: string, fromMs: number, toMs: number) {
  const [row] = await db
    .select({
      calls: count(),
      errors: sql<number>`(count(*) filter (where ${calls.outcome} <> 'ok'))::int`,
      p50Ms: percentile(0.5),
      p95Ms: percentile(0.95),
    })
    .from(calls)
    .where(
      and(
        eq(calls.appId, appId),
        gte(calls.startedAt, new Date(fromMs)),
        lt(calls.startedAt, new Date(toMs)),
      ),
    );
  return row ?? { calls: 0, errors: 0, p50Ms: null, p95Ms: null };
}

async function liveFigures({ db }: UserContext, appId: string) {
  const [sessions, active] = await Promise.all([
    db
      .select({ live: count() })
      .from(relaySessions)
      .where(and(eq(relaySessions.appId, appId), isLive)),
    db
      .select({ links: activeLinkCount })
      .from(links)
      .innerJoin(
        relaySessions,
        and(eq(relaySessions.appId, links.appId), eq(relaySessions.id, links.sessionId)),
      )
      .where(eq(links.appId, appId)),
  ]);
  return { liveSessions: sessions[0]?.live ?? 0, activeLinks: active[0]?.links ?? 0 };
}

async function hourlyUsage({ db }: UserContext, appId: string, fromMs: number): Promise<HourlyUsage[]> {
  const rows = await db
    .select({ hour: usageHourly.hour, outcome: usageHourly.outcome, calls: usageHourly.calls })
    .from(usageHourly)
    .where(and(eq(usageHourly.appId, appId), gte(usageHourly.hour, new Date(fromMs))))
    .orderBy(asc(usageHourly.hour), asc(usageHourly.outcome));
  return rows.map(({ hour, outcome, calls: counted }) => ({
    hourMs: hour.getTime(),
    outcome,
    calls: counted,
  }));
}
