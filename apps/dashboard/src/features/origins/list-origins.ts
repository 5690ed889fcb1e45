/** The origins an app allows, and those the relay refused lately. */
import { allowedOrigins, refusedOrigins, relaySessions } from "@agent-socket/db";
import { originIsAllowed } from "@agent-socket/protocol";
import { and, asc, desc, eq, isNotNull, max } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { canBeAllowed, isSettled } from "../../refused-origin.ts";

export type AllowedOrigin = {
  readonly origin: string;
  readonly createdAtMs: number;
  /** The last time an app was connected from an origin that this entry allows. */
  readonly lastSeenAtMs: number | null;
};
export type RefusedOrigin = {
  /** `null`: a client that sent no `Origin`, which needs an app key. */
  readonly origin: string | null;
  /** The relay's error code, such as `origin_not_allowed` or `app_key_required`. */
  readonly code: string;
  readonly count: number;
  readonly lastSeenAtMs: number;
  /** Whether "Allow" can help: a well-formed web origin that was refused for being unknown. */
  readonly canBeAllowed: boolean;
};

const MAX_REFUSED_SHOWN = 50;

export async function listOrigins({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<{ readonly allowed: readonly AllowedOrigin[]; readonly refused: readonly RefusedOrigin[] }> {
  const app = await requireApp(ctx, input.appId, "read");
  const [entries, seen, refused] = await Promise.all([
    ctx.db
      .select()
      .from(allowedOrigins)
      .where(eq(allowedOrigins.appId, app.id))
      .orderBy(asc(allowedOrigins.origin)),
    originsSeen(ctx, app.id),
    originsRefused(ctx, app.id),
  ]);
  const patterns = entries.map(({ origin }) => origin);
  const allowed = entries.map(({ origin, createdAt }) => ({
    origin,
    createdAtMs: createdAt.getTime(),
    lastSeenAtMs: latest(seen.filter((entry) => originIsAllowed(entry.origin, [origin]))),
  }));
  return { allowed, refused: refused.filter(({ origin, code }) => !isSettled(origin, code, patterns)) };
}

async function originsRefused({ db }: UserContext, appId: string): Promise<readonly RefusedOrigin[]> {
  const rows = await db
    .select()
    .from(refusedOrigins)
    .where(eq(refusedOrigins.appId, appId))
    .orderBy(desc(refusedOrigins.lastSeenAt))
    .limit(MAX_REFUSED_SHOWN);
  return rows.map(({ origin, code, count, lastSeenAt }) => ({
    origin,
    code,
    count,
    lastSeenAtMs: lastSeenAt.getTime(),
    canBeAllowed: canBeAllowed(origin, code),
  }));
}

type SeenOrigin = { readonly origin: string; readonly lastSeenAt: Date };

async function originsSeen({ db }: UserContext, appId: string): Promise<readonly SeenOrigin[]> {
  const rows = await db
    .select({ origin: relaySessions.origin, lastSeenAt: max(relaySessions.lastSeenAt) })
    .from(relaySessions)
    .where(and(eq(relaySessions.appId, appId), isNotNull(relaySessions.origin)))
    .groupBy(relaySessions.origin);
  return rows.flatMap(({ origin, lastSeenAt }) =>
    origin === null || lastSeenAt === null ? [] : [{ origin, lastSeenAt }],
  );
}

const latest = (seen: readonly SeenOrigin[]): number | null =>
  seen.length === 0 ? null : Math.max(...seen.map(({ lastSeenAt }) => lastSeenAt.getTime()));
