/** The newest sessions of an app: online ones first, at most 100. */
import { links, relaySessions } from "@agent-socket/db";
import { and, desc, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { activeLinkCount } from "../../link-state.ts";
import { isLive, sessionState, type SessionState } from "../../session-state.ts";

export type SessionSummary = {
  readonly id: string;
  readonly state: SessionState;
  readonly origin: string | null;
  readonly sdk: string | null;
  readonly toolCount: number;
  /** Of the first of them; `null`: not reported. */
  readonly toolNames: readonly string[] | null;
  readonly startedAtMs: number;
  readonly lastSeenAtMs: number;
  readonly endedAtMs: number | null;
  readonly endReason: "app" | "developer" | "expired" | null;
  /** Links that still work. */
  readonly activeLinks: number;
};

const MAX_SHOWN = 100;

export async function listSessions({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<readonly SessionSummary[]> {
  const app = await requireApp(ctx, input.appId, "read");
  const rows = await ctx.db
    .select({ session: relaySessions, activeLinks: activeLinkCount })
    .from(relaySessions)
    .leftJoin(links, and(eq(links.appId, relaySessions.appId), eq(links.sessionId, relaySessions.id)))
    .where(eq(relaySessions.appId, app.id))
    .groupBy(relaySessions.appId, relaySessions.id)
    .orderBy(desc(isLive), desc(relaySessions.startedAt), desc(relaySessions.id))
    .limit(MAX_SHOWN);
  return rows.map(({ session, activeLinks }) => ({
    id: session.id,
    state: sessionState(session),
    origin: session.origin,
    sdk: session.sdk,
    toolCount: session.toolCount,
    toolNames: session.toolNames,
    startedAtMs: session.startedAt.getTime(),
    lastSeenAtMs: session.lastSeenAt.getTime(),
    endedAtMs: session.endedAt?.getTime() ?? null,
    endReason: session.endReason,
    activeLinks,
  }));
}
