/**
 * Usage, exactly: a call is counted where its row is inserted, by the same statement, and a row is inserted once. The
 * roll-ups by slot are filled by a trigger of `calls`, which belongs to the statement too.
 */
import {
  calls,
  type Db,
  links,
  relaySessions,
  usageByLink,
  usageHourly,
  usageLatency,
} from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bucketOf } from "../../latency-histogram.ts";
import { widenSessions } from "./see-links.ts";

export type FinishedCall = Extract<RelayEvent, { kind: "call_finished" }>;

/** The calls as they were told, and their sessions, which are known at least from and to then. */
const told = (finished: readonly FinishedCall[]) => sql`
  told as materialized (
    select * from jsonb_to_recordset(${JSON.stringify(finished.map(rowOf))}::jsonb) as call(id text, app_id text,
      session_id text, token_id text, request_id text, tool text, surface text, client text, outcome text,
      http_status int, started_at timestamptz, duration_ms int, app_ms int, request_bytes int, response_bytes int,
      at timestamptz)
  ), sessions as (
    insert into ${relaySessions} as known (app_id, id, started_at, last_seen_at)
    select app_id, session_id, min(started_at), max(greatest(at, started_at)) from told group by 1, 2
    ${widenSessions}
  )`;

/** The parts that insert the rows and add them to the roll-ups that no trigger fills. */
const inserted = sql`
  inserted as (
    insert into ${calls} (id, app_id, session_id, token_id, request_id, tool, surface, client, outcome,
      http_status, started_at, duration_ms, app_ms, request_bytes, response_bytes)
    select id, app_id, session_id, token_id, request_id, tool, surface, client, outcome,
      http_status, started_at, duration_ms, app_ms, request_bytes, response_bytes from told
    on conflict (id) do nothing
    returning app_id, session_id, token_id, tool, outcome, client, started_at, duration_ms, app_ms,
      date_trunc('hour', started_at, 'UTC') as hour
  ), hourly as (
    insert into ${usageHourly} as total (app_id, hour, outcome, calls)
    select app_id, hour, outcome, count(*) from inserted group by 1, 2, 3
    on conflict (app_id, hour, outcome) do update set calls = total.calls + excluded.calls
  ), latency as (
    insert into ${usageLatency} as total (app_id, hour, bucket, calls)
    select app_id, hour, ${bucketOf(sql`duration_ms`)}, count(*)
    from inserted where app_ms is not null group by 1, 2, 3
    on conflict (app_id, hour, bucket) do update set calls = total.calls + excluded.calls
  ), by_link as (
    insert into ${usageByLink} as total (app_id, day, token_id, tool, outcome, calls)
    select app_id, date_trunc('day', started_at, 'UTC'), token_id, tool, outcome, count(*) from inserted group by 1, 2, 3, 4, 5
    on conflict (app_id, day, token_id, tool, outcome) do update set calls = total.calls + excluded.calls
  )`;

const used = sql`
  used as (
    select app_id, token_id, min(session_id) as session_id, count(*) as calls,
      count(*) filter (where outcome <> 'ok') as errors, min(started_at) as first_at, max(started_at) as last_at,
      (array_agg(client order by started_at desc) filter (where client is not null))[1] as client,
      max(started_at) filter (where client is not null) as client_at
    from inserted group by 1, 2
  )`;

/** A link of which nothing was told before is made here; the call's reference to it is checked after the statement. */
export async function countCalls(tx: Db, finished: readonly FinishedCall[]): Promise<void> {
  if (finished.length === 0) return;
  await tx.execute(sql`
    with ${told(finished)}, ${inserted}, ${used}
    insert into ${links} as link (app_id, token_id, session_id, created_at, calls, errors, opened_at, last_used_at, client, client_at)
    select app_id, token_id, session_id, first_at, calls, errors, first_at, last_at, client, client_at from used
    on conflict (app_id, token_id) do update set
      created_at = least(link.created_at, excluded.created_at),
      calls = link.calls + excluded.calls,
      errors = link.errors + excluded.errors,
      opened_at = least(link.opened_at, excluded.opened_at),
      last_used_at = greatest(link.last_used_at, excluded.last_used_at),
      client = case when excluded.client is null or link.client_at > excluded.client_at then link.client else excluded.client end,
      client_at = greatest(link.client_at, excluded.client_at)`);
}

/** In the names of the columns. */
const rowOf = (call: FinishedCall) => ({
  id: call.id,
  app_id: call.appId,
  session_id: call.sessionId,
  token_id: call.tokenId,
  request_id: call.requestId,
  tool: call.tool,
  surface: call.surface,
  client: call.client,
  outcome: call.outcome,
  http_status: call.httpStatus,
  started_at: new Date(call.startedAtMs).toISOString(),
  duration_ms: call.durationMs,
  app_ms: call.appMs,
  request_bytes: call.requestBytes,
  response_bytes: call.responseBytes,
  at: new Date(call.atMs).toISOString(),
});
