/** What an app did in the last 24 hours. Its figures come from the roll-ups, so they cost the same however many calls there are. */
import { apps, links, relaySessions, usageHourly, usageLatency } from "@agent-socket/db";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { and, asc, count, eq, gte, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { type Bucket, percentile } from "../../latency-histogram.ts";
import { activeLinkCount } from "../../link-state.ts";
import { isLive } from "../../session-state.ts";

export type Overview = {
  /** The window of every figure about calls: 24 clock hours, the last of which is still running. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The relay's time of its newest report of this app: how far the figures reach. `null` before the first. */
  readonly reportedMs: number | null;
  readonly calls: number;
  /** Calls whose outcome is not `ok`. */
  readonly errors: number;
  /** 0 to 1; `null` without calls. */
  readonly errorRate: number | null;
  /** Of the calls that the app answered, to within 5 %; `null` without any. */
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
  const fromMs = (Math.floor(toMs / HOUR_MS) - HOURS + 1) * HOUR_MS;
  const [hours, latency, live, reportedMs] = await Promise.all([
    hourlyUsage(ctx, app.id, fromMs),
    latencies(ctx, app.id, fromMs),
    liveFigures(ctx, app.id),
    newestReport(ctx, app.id),
  ]);
  const calls = sum(hours);
  const errors = sum(hours.filter(({ outcome }) => outcome !== "ok"));
  const overview: Overview = {
    fromMs,
    toMs,
    reportedMs,
    calls,
    errors,
    errorRate: calls === 0 ? null : errors / calls,
    p50Ms: percentile(latency, 0.5),
    p95Ms: percentile(latency, 0.95),
    ...live,
  };
  return { overview, hours };
}

const sum = (rows: readonly { readonly calls: number }[]): number =>
  rows.reduce((total, { calls }) => total + calls, 0);

async function latencies({ db }: UserContext, appId: string, fromMs: number): Promise<readonly Bucket[]> {
  return db
    .select({ bucket: usageLatency.bucket, calls: sql<number>`sum(${usageLatency.calls})::int` })
    .from(usageLatency)
    .where(and(eq(usageLatency.appId, appId), gte(usageLatency.hour, new Date(fromMs))))
    .groupBy(usageLatency.bucket);
}

async function newestReport({ db }: UserContext, appId: string): Promise<number | null> {
  const [row] = await db.select({ reportedAt: apps.reportedAt }).from(apps).where(eq(apps.id, appId));
  return row?.reportedAt?.getTime() ?? null;
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
  return rows.map(({ hour, outcome, calls }) => ({ hourMs: hour.getTime(), outcome, calls }));
}
