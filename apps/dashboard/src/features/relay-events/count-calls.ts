/**
 * Usage, exactly: a call is counted where its row is inserted, by the same statement, and a row is inserted once. The
 * roll-ups by slot are filled by a trigger of `calls`, which belongs to the statement too.
 */
import { calls, type Db, links, usageByLink, usageHourly, usageLatency } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bucketOf } from "../../latency-histogram.ts";
import { seeLinks, type SeenLink } from "./see-links.ts";

export type FinishedCall = Extract<RelayEvent, { kind: "call_finished" }>;

/** The parts that insert the rows and add them to the roll-ups that no trigger fills. */
const inserted = (finished: readonly FinishedCall[]) => sql`
  inserted as (
    insert into ${calls} (id, app_id, session_id, token_id, request_id, tool, surface, client, outcome,
      http_status, started_at, duration_ms, app_ms, request_bytes, response_bytes)
    select * from jsonb_to_recordset(${JSON.stringify(finished.map(rowOf))}::jsonb) as call(id text, app_id text,
      session_id text, token_id text, request_id text, tool text, surface text, client text, outcome text,
      http_status int, started_at timestamptz, duration_ms int, app_ms int, request_bytes int, response_bytes int)
    on conflict (id) do nothing
    returning app_id, token_id, tool, outcome, client, started_at, duration_ms, app_ms,
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
    select app_id, token_id, count(*) as calls, count(*) filter (where outcome <> 'ok') as errors,
      min(started_at) as first_at, max(started_at) as last_at,
      (array_agg(client order by started_at desc) filter (where client is not null))[1] as client,
      max(started_at) filter (where client is not null) as client_at
    from inserted group by 1, 2
  )`;

export async function countCalls(tx: Db, finished: readonly FinishedCall[]): Promise<void> {
  if (finished.length === 0) return;
  await seeLinks(tx, linksOf(finished));
  await tx.execute(sql`
    with ${inserted(finished)}, ${used}
    update ${links} as link set
      calls = link.calls + used.calls,
      errors = link.errors + used.errors,
      opened_at = least(link.opened_at, used.first_at),
      last_used_at = greatest(link.last_used_at, used.last_at),
      client = case when used.client is null or link.client_at > used.client_at then link.client else used.client end,
      client_at = greatest(link.client_at, used.client_at)
    from used where link.app_id = used.app_id and link.token_id = used.token_id`);
}

/** Each link once, over the time of all its calls. */
function linksOf(finished: readonly FinishedCall[]): readonly SeenLink[] {
  const seen = new Map<string, SeenLink>();
  for (const { appId, sessionId, tokenId, startedAtMs, atMs } of finished) {
    const key = `${appId} ${tokenId}`;
    const known = seen.get(key);
    const fromMs = Math.min(startedAtMs, known?.fromMs ?? startedAtMs);
    seen.set(key, { appId, sessionId, tokenId, fromMs, toMs: Math.max(atMs, known?.toMs ?? atMs) });
  }
  return [...seen.values()];
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
});
