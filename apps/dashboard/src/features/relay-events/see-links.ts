/** Makes the row of a link and of its session where no event of them was seen before: nothing is older than itself. */
import { type Db, links, relaySessions } from "@agent-socket/db";
import { sql } from "drizzle-orm";

/** A session, and perhaps a link of it, is known to have lived from `fromMs` to `toMs`. */
export type SeenSession = {
  readonly appId: string;
  readonly sessionId: string;
  readonly fromMs: number;
  readonly toMs: number;
};
export type SeenLink = SeenSession & { readonly tokenId: string };

/** What to do where a session is known: widen the time that it is known for. */
export const widenSessions = sql`
  on conflict (app_id, id) do update set
    started_at = least(known.started_at, excluded.started_at),
    last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
  where known.started_at > excluded.started_at or known.last_seen_at < excluded.last_seen_at`;

export async function seeSession(tx: Db, seen: SeenSession): Promise<void> {
  await tx.execute(sql`
    insert into ${relaySessions} as known (app_id, id, started_at, last_seen_at)
    values (${seen.appId}, ${seen.sessionId}, ${momentOf(seen.fromMs)}, ${momentOf(seen.toMs)})
    ${widenSessions}`);
}

/** Of a link that is known to be as old nothing is written. */
export async function seeLink(tx: Db, seen: SeenLink): Promise<void> {
  await seeSession(tx, seen);
  await tx.execute(sql`
    insert into ${links} as known (app_id, session_id, token_id, created_at)
    values (${seen.appId}, ${seen.sessionId}, ${seen.tokenId}, ${momentOf(seen.fromMs)})
    on conflict (app_id, token_id) do update set created_at = excluded.created_at
    where known.created_at > excluded.created_at`);
}

const momentOf = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`;
