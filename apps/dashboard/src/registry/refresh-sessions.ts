/** Tells sessions that are at work of a newer entry of their app, so that it holds for those who are connected already. */
import { type Db, relaySessions } from "@agent-socket/db";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import { and, count, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { ServiceContext } from "../context.ts";
import { touchApps } from "../touch-app.ts";

/** The rest is told in the rounds that follow, so that one push never takes long. */
const MAX_SESSIONS_A_ROUND = 100;
const AT_ONCE = 10;

type Told = {
  readonly sessionId: string;
  readonly version: number;
  readonly found: boolean;
  readonly isRefused: boolean;
};

/** One that is away reads the entry when it comes back, unless the entry itself sent it away. */
const isConcerned = (appId: string, version: number) =>
  and(
    eq(relaySessions.appId, appId),
    isNull(relaySessions.endedAt),
    or(eq(relaySessions.online, true), eq(relaySessions.isRefused, true)),
    lt(relaySessions.entryVersion, version),
  );

export async function workByOlderEntry(db: Db, appId: string, version: number): Promise<number> {
  const [row] = await db.select({ sessions: count() }).from(relaySessions).where(isConcerned(appId, version));
  return row?.sessions ?? 0;
}

/** `reason`: why some could not be told, as a person may read it. */
export async function refreshSessions(
  ctx: ServiceContext,
  entry: RegistryEntry,
): Promise<{ readonly told: number; readonly reason: string | null }> {
  const rows = await ctx.db
    .select({ id: relaySessions.id })
    .from(relaySessions)
    .where(isConcerned(entry.appId, entry.version))
    .orderBy(desc(relaySessions.online), desc(relaySessions.lastSeenAt))
    .limit(MAX_SESSIONS_A_ROUND);
  if (rows.length === 0) return { told: 0, reason: null };
  const { told, reason } = await tellEach(
    ctx,
    rows.map(({ id }) => id),
    entry,
  );
  if (told.length > 0) await keep(ctx, entry, told);
  return { told: told.length, reason };
}

/** A relay that failed once is not asked again in this round. */
async function tellEach(ctx: ServiceContext, sessionIds: readonly string[], entry: RegistryEntry) {
  const queue = [...sessionIds];
  const told: Told[] = [];
  let reason: string | null = null;
  const work = async (): Promise<void> => {
    for (
      let sessionId = queue.shift();
      sessionId !== undefined && reason === null;
      sessionId = queue.shift()
    ) {
      const answer = await ctx.relay.refreshSession(sessionId, entry);
      if (answer.ok) told.push({ sessionId, ...answer.value, isRefused: answer.value.refused !== null });
      else reason = answer.reason;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { told, reason };
}

function keep(
  { db }: ServiceContext,
  { appId, version }: RegistryEntry,
  told: readonly Told[],
): Promise<void> {
  return db.transaction(async (tx) => {
    await touchApps(tx, [appId]);
    for (const session of told)
      await tx
        .update(relaySessions)
        .set({
          // A session that the relay does not know has nothing left to learn.
          entryVersion: sql`greatest(${relaySessions.entryVersion}, ${session.found ? session.version : version}::int)`,
          isRefused: session.found && session.isRefused,
          ...(session.found && !session.isRefused ? {} : { online: false }),
        })
        .where(and(eq(relaySessions.appId, appId), eq(relaySessions.id, session.sessionId)));
  });
}
