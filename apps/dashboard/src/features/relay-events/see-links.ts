/** Makes the rows of links and of their sessions where no event of them was seen before: nothing is older than itself. */
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

/** Widens the time that the session is known for. */
export const seeSession = (tx: Db, seen: SeenSession): Promise<void> => seeSessions(tx, [seen]);

async function seeSessions(tx: Db, seen: readonly SeenSession[]): Promise<void> {
  await tx.execute(sql`
    insert into ${relaySessions} as known (app_id, id, started_at, last_seen_at)
    select app_id, session_id, min(from_at), max(to_at) from ${rowsOf(seen)} group by 1, 2
    on conflict (app_id, id) do update set
      started_at = least(known.started_at, excluded.started_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
    where known.started_at > excluded.started_at or known.last_seen_at < excluded.last_seen_at`);
}

/** Each link once; several may be of one session. Of a link that is known to be as old nothing is written. */
export async function seeLinks(tx: Db, seen: readonly SeenLink[]): Promise<void> {
  await seeSessions(tx, seen);
  await tx.execute(sql`
    insert into ${links} as known (app_id, session_id, token_id, created_at)
    select app_id, session_id, token_id, from_at from ${rowsOf(seen)}
    where not exists (
      select 1 from ${links} as older
      where older.app_id = seen.app_id and older.token_id = seen.token_id and older.created_at <= seen.from_at
    )
    on conflict (app_id, token_id) do update set created_at = excluded.created_at
    where known.created_at > excluded.created_at`);
}

const rowsOf = (seen: readonly (SeenSession & { readonly tokenId?: string })[]) => sql`
  jsonb_to_recordset(${JSON.stringify(
    seen.map(({ appId, sessionId, tokenId, fromMs, toMs }) => ({
      app_id: appId,
      session_id: sessionId,
      token_id: tokenId,
      from_at: new Date(fromMs).toISOString(),
      to_at: new Date(toMs).toISOString(),
    })),
  )}::jsonb) as seen(app_id text, session_id text, token_id text, from_at timestamptz, to_at timestamptz)`;
