/** How far an app is on its way to the first call; also what the live route sends. */
import { allowedOrigins, calls, links, refusedOrigins, relaySessions } from "@agent-socket/db";
import { and, asc, desc, eq, gte, isNull, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { canBeAllowed, isSettled } from "../../refused-origin.ts";
import { isLive, sessionState, type SessionState } from "../../session-state.ts";

export type ConnectProgress = {
  /** The newest session, online ones first; `null` while no app has connected. */
  readonly app: {
    readonly sessionId: string;
    readonly state: SessionState;
    readonly origin: string | null;
    readonly sdk: string | null;
    readonly toolCount: number;
    readonly startedAtMs: number;
  } | null;
  /** The first link ever opened, else the newest one made, else `null`. */
  readonly link: {
    readonly tokenId: string;
    readonly label: string | null;
    readonly createdAtMs: number;
    readonly openedAtMs: number | null;
    readonly client: string | null;
  } | null;
  /** The first call that succeeded, else the newest one, else `null`. */
  readonly call: {
    readonly tool: string;
    readonly outcome: string;
    readonly startedAtMs: number;
    readonly durationMs: number;
    readonly client: string | null;
  } | null;
  /** What the relay refused in the last 15 minutes, newest first, at most 5. */
  readonly refused: readonly {
    readonly origin: string | null;
    readonly code: string;
    readonly count: number;
    readonly lastSeenAtMs: number;
    readonly canBeAllowed: boolean;
  }[];
  readonly allowedOrigins: readonly string[];
};

/**
 * The data of each message of `GET /api/apps/<appId>/live` (server-sent events). `revision` changes whenever anything of the app's sessions, links, calls, refusals or
 * registry did: refresh the page then.
 */
export type AppLive = { readonly revision: string; readonly progress: ConnectProgress };

const MAX_REFUSED_SHOWN = 5;
const RECENTLY = sql`now() - interval '15 minutes'`;

type AppQuery = { readonly db: UserContext["db"]; readonly appId: string };

export async function getConnectProgress({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<ConnectProgress> {
  const { id: appId } = await requireApp(ctx, input.appId, "read");
  const query = { db: ctx.db, appId };
  const [app, link, call, recent, allowed] = await Promise.all([
    connectedApp(query),
    openedLink(query),
    firstCall(query),
    recentlyRefused(query),
    originsOf(query),
  ]);
  const refused = recent.filter(({ origin, code }) => !isSettled(origin, code, allowed));
  return { app, link, call, refused: refused.slice(0, MAX_REFUSED_SHOWN), allowedOrigins: allowed };
}

async function connectedApp({ db, appId }: AppQuery): Promise<ConnectProgress["app"]> {
  const [session] = await db
    .select()
    .from(relaySessions)
    .where(eq(relaySessions.appId, appId))
    .orderBy(desc(isLive), desc(isNull(relaySessions.endedAt)), desc(relaySessions.startedAt))
    .limit(1);
  if (session === undefined) return null;
  const { id, origin, sdk, toolCount, startedAt } = session;
  const startedAtMs = startedAt.getTime();
  return { sessionId: id, state: sessionState(session), origin, sdk, toolCount, startedAtMs };
}

async function openedLink({ db, appId }: AppQuery): Promise<ConnectProgress["link"]> {
  const [link] = await db
    .select()
    .from(links)
    .where(eq(links.appId, appId))
    .orderBy(sql`${links.openedAt} asc nulls last`, desc(links.createdAt))
    .limit(1);
  if (link === undefined) return null;
  const { tokenId, label, createdAt, openedAt, client } = link;
  return {
    tokenId,
    label,
    client,
    createdAtMs: createdAt.getTime(),
    openedAtMs: openedAt?.getTime() ?? null,
  };
}

async function firstCall({ db, appId }: AppQuery): Promise<ConnectProgress["call"]> {
  const [succeeded] = await db
    .select()
    .from(calls)
    .where(and(eq(calls.appId, appId), eq(calls.outcome, "ok")))
    .orderBy(asc(calls.startedAt))
    .limit(1);
  const call = succeeded ?? (await newestCall({ db, appId }));
  if (call === undefined) return null;
  const { tool, outcome, startedAt, durationMs, client } = call;
  return { tool, outcome, startedAtMs: startedAt.getTime(), durationMs, client };
}

async function newestCall({ db, appId }: AppQuery): Promise<typeof calls.$inferSelect | undefined> {
  const [call] = await db
    .select()
    .from(calls)
    .where(eq(calls.appId, appId))
    .orderBy(desc(calls.startedAt))
    .limit(1);
  return call;
}

async function recentlyRefused({ db, appId }: AppQuery): Promise<ConnectProgress["refused"]> {
  const rows = await db
    .select()
    .from(refusedOrigins)
    .where(and(eq(refusedOrigins.appId, appId), gte(refusedOrigins.lastSeenAt, RECENTLY)))
    .orderBy(desc(refusedOrigins.lastSeenAt));
  return rows.map(({ origin, code, count, lastSeenAt }) => ({
    origin,
    code,
    count,
    lastSeenAtMs: lastSeenAt.getTime(),
    canBeAllowed: canBeAllowed(origin, code),
  }));
}

async function originsOf({ db, appId }: AppQuery): Promise<readonly string[]> {
  const rows = await db
    .select({ origin: allowedOrigins.origin })
    .from(allowedOrigins)
    .where(eq(allowedOrigins.appId, appId))
    .orderBy(asc(allowedOrigins.origin));
  return rows.map(({ origin }) => origin);
}
