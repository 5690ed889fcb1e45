/** The apps of a workspace, newest first. */
import { apps, calls, memberships, relaySessions, usageHourly } from "@agent-socket/db";
import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { requireWorkspace } from "../../workspace-access.ts";

export type AppSummary = {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly createdAtMs: number;
  readonly liveSessions: number;
  readonly callsLast24h: number;
  /** The latest call's start, or `null` before the first one. */
  readonly lastCallAtMs: number | null;
};

const liveSessions = sql<number>`(
  select count(*)::int from ${relaySessions}
  where ${relaySessions.appId} = ${apps.id} and ${relaySessions.online} and ${relaySessions.endedAt} is null
)`;
/** The newest 24 clock hours, as on the app's own page, from the roll-up. */
const callsLast24h = sql<number>`(
  select coalesce(sum(${usageHourly.calls}), 0)::int from ${usageHourly}
  where ${usageHourly.appId} = ${apps.id}
    and ${usageHourly.hour} >= date_trunc('hour', now(), 'UTC') - interval '23 hours'
)`;
const lastCallAt = sql<Date | null>`(
  select max(${calls.startedAt}) from ${calls} where ${calls.appId} = ${apps.id}
)`.mapWith(calls.startedAt);

export async function listApps({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<readonly AppSummary[]> {
  const workspace = await requireWorkspace(ctx, input.workspaceId, "read");
  const rows = await ctx.db
    .select({ app: apps, liveSessions, callsLast24h, lastCallAt })
    .from(apps)
    .innerJoin(memberships, eq(memberships.workspaceId, apps.workspaceId))
    .where(
      and(
        eq(apps.workspaceId, workspace.id),
        eq(memberships.userId, ctx.user.id),
        isNull(apps.deletedAt),
        ne(apps.status, "deleted"),
      ),
    )
    .orderBy(desc(apps.createdAt), desc(apps.id));
  return rows.map(({ app, ...figures }) => ({
    id: app.id,
    name: app.name,
    status: app.status === "suspended" ? "suspended" : "active",
    createdAtMs: app.createdAt.getTime(),
    liveSessions: figures.liveSessions,
    callsLast24h: figures.callsLast24h,
    lastCallAtMs: figures.lastCallAt?.getTime() ?? null,
  }));
}
