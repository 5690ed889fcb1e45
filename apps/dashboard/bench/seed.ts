/** A workspace that has been busy for 30 days, written by SQL as the ingest would have left it: rows, roll-ups, counters. */
import { randomUUID } from "node:crypto";
import { newAppId } from "@agent-socket/protocol";
import type pg from "pg";

export type Seeded = {
  readonly workspaceId: string;
  readonly appId: string;
  readonly userId: string;
  /** The link that was used most, and a usual one. */
  readonly busiestLink: string;
  readonly usualLink: string;
  /** Another app of the same workspace, which hands a link to each of its many users. */
  readonly manyLinksAppId: string;
};

const LINKS = 20_000;
const LINKS_PER_SESSION = 5;
/** Of the app with many links. */
export const MANY_LINKS = 100_000;
const AUDIT_ROWS = 100_000;
/** One link in all parts of the 30 days: what a link given to a robot looks like. */
const BUSIEST_SHARE = 0.02;

const DAYS = 30;

/** Names in the form that the protocol gives them. */
const tokenId = (number: string): string => `'BENCH' || lpad(${number}::text, 7, '0')`;
const sessionId = (number: string): string => `'S' || lpad(${number}::text, 7, '0')`;

export async function seed(database: pg.Pool, calls: number): Promise<Seeded> {
  const [workspaceId, userId, appId] = [randomUUID(), randomUUID(), newAppId()];
  const client = await database.connect();
  try {
    await client.query(
      "set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off",
    );
    await client.query(peopleSql({ workspaceId, userId, appId }));
    for (const statement of rowsSql({ workspaceId, userId, appId, calls })) await client.query(statement);
    const rebuild = await dropIndexes(client);
    for (let day = 0; day < DAYS; day++) await client.query(dayOfCallsSql(appId, day));
    for (const statement of rebuild) await client.query(statement);
    for (const statement of countersSql) await client.query(statement);
    const manyLinksAppId = newAppId();
    for (const statement of manyLinksSql(workspaceId, manyLinksAppId)) await client.query(statement);
    await client.query("vacuum analyze");
    await client.query("checkpoint");
    const { rows } = await client.query<{ busiest: string; usual: string }>(
      `select ${tokenId("1")} as busiest, ${tokenId(String(LINKS / 2))} as usual`,
    );
    const [names] = rows;
    if (names === undefined) throw new Error("The database named no link.");
    return { workspaceId, appId, userId, busiestLink: names.busiest, usualLink: names.usual, manyLinksAppId };
  } finally {
    client.release(true);
  }
}

/**
 * Forgets the indexes and constraints of `calls`; the statements that were returned make them again, which is many times
 * faster than row by row. Its trigger stays, and counts.
 */
async function dropIndexes(client: pg.PoolClient): Promise<readonly string[]> {
  const constraints = await client.query<{ drop: string; again: string }>(
    `select format('alter table calls drop constraint %I', conname) as drop,
       format('alter table calls add constraint %I %s', conname, pg_get_constraintdef(oid)) as again
     from pg_constraint where conrelid = 'calls'::regclass and contype in ('p', 'f')`,
  );
  const indexes = await client.query<{ drop: string; again: string }>(
    `select format('drop index %I', i.relname) as drop, pg_get_indexdef(i.oid) as again from pg_index x
     join pg_class i on i.oid = x.indexrelid where x.indrelid = 'calls'::regclass and not x.indisprimary`,
  );
  const all = [...constraints.rows, ...indexes.rows];
  for (const { drop } of all) await client.query(drop);
  return all.map(({ again }) => again);
}

type Names = Readonly<Record<"workspaceId" | "userId" | "appId", string>>;

const peopleSql = ({ workspaceId, userId, appId }: Names): string => `
  insert into users (id, email, email_verified_at, github_id) values ('${userId}', 'bench@example.com', now(), '1');
  insert into workspaces (id, name) values ('${workspaceId}', 'Busy');
  insert into memberships (workspace_id, user_id, role) values ('${workspaceId}', '${userId}', 'owner');
  insert into apps (id, workspace_id, name, reported_at, acknowledged_version, acknowledged_at, created_at)
    values ('${appId}', '${workspaceId}', 'Busy app', now(), 1, now(), now() - interval '60 days');`;

/**
 * Links begin evenly over 30 days and are used for some hours; nine tools, of which the first is used most. Calls lie in
 * the order of time, as they do when they arrive.
 */
const rowsSql = ({
  workspaceId,
  userId,
  appId,
  calls,
}: Names & { readonly calls: number }): readonly string[] => [
  `insert into relay_sessions (app_id, id, origin, sdk, online, tool_count, started_at, last_seen_at, ended_at, end_reason)
   select '${appId}', ${sessionId("n")}, 'https://app.example.com', 'js/0.1.0', n > ${LINKS / LINKS_PER_SESSION - 50}, 9,
     at, at + interval '6 hours',
     case when n <= ${LINKS / LINKS_PER_SESSION - 50} then at + interval '6 hours' end,
     case when n <= ${LINKS / LINKS_PER_SESSION - 50} then 'app' end
   from generate_series(0, ${LINKS / LINKS_PER_SESSION}) as n,
     lateral (select now() - interval '30 days' * (1 - n * ${LINKS_PER_SESSION}::float / ${LINKS}) as at) as moment`,
  `insert into links (app_id, token_id, session_id, label, created_at)
   select '${appId}', ${tokenId("n")}, ${sessionId(`(n / ${LINKS_PER_SESSION})`)}, 'user-' || n,
     now() - interval '30 days' * (1 - n::float / ${LINKS})
   from generate_series(1, ${LINKS}) as n`,
  `create temporary table drawn as
   select n, link, luck, app_ms, outcome, least(at, now() - interval '1 second' * (n % 60)) as started_at
   from generate_series(1, ${calls}) as n,
     lateral (select random() as luck, random() as share, random() as other, random() as third, random() as fate, n as same) as dice,
     lateral (select case when share < ${BUSIEST_SHARE} then 1 else 1 + floor(other * (${LINKS} - 1))::int end as link,
       round(exp(3.2 + 0.9 * sqrt(-2 * ln(1 - third)) * cos(6.283 * luck)))::int as app_ms,
       (array['ok', 'tool_error', 'tool_timeout', 'invalid_input'])[1 + case when fate < 0.94 then 0 else n % 4 end] as outcome) as what,
     lateral (select case when link = 1 then now() - interval '30 days' * third
       else now() - interval '30 days' * (1 - link::float / ${LINKS}) - interval '2 hours' * ln(1 - third) end as at) as moment`,
  "create index on drawn (started_at)",
  "analyze drawn",
  `insert into audit_events (workspace_id, actor_id, action, app_id, subject, request_id, at)
   select '${workspaceId}', '${userId}', (array['link.revoke', 'origin.allow', 'app.rename'])[1 + n % 3], '${appId}',
     'subject ' || n, 'req_' || n, now() - interval '1 minute' * n from generate_series(1, ${AUDIT_ROWS}) as n`,
];

/** In the order of time, as they arrive. The trigger of `calls` fills the roll-ups by link and tool. */
const dayOfCallsSql = (appId: string, day: number): string => `
  insert into calls (id, app_id, session_id, token_id, request_id, tool, surface, client, outcome, http_status,
    started_at, duration_ms, app_ms, request_bytes, response_bytes)
  select 'call_' || gen_random_uuid(), '${appId}', ${sessionId(`(link / ${LINKS_PER_SESSION})`)}, ${tokenId("link")},
    'req_' || upper(substr(md5(n::text), 1, 16)), 'tool_' || floor(9 * luck * luck)::int,
    (array['http', 'http', 'link', 'mcp'])[1 + n % 4], (array['claude', 'chatgpt', 'gemini', null])[1 + n % 4],
    outcome, case outcome when 'ok' then 200 when 'tool_error' then 500 else 0 end,
    started_at, app_ms + 1 + floor(6 * luck),
    case when outcome in ('ok', 'tool_error') then app_ms end, 100 + n % 900, 200 + n % 5000
  from drawn where started_at >= ${edge(day)} and started_at < ${edge(day + 1)} order by started_at`;

/** The first and the last one are open. */
const edge = (day: number): string => {
  if (day === 0) return "'-infinity'";
  return day === DAYS ? "'infinity'" : `now() - ${DAYS - day} * interval '1 day'`;
};

const hour = "date_trunc('hour', started_at, 'UTC')";

/** What the statement of the ingest itself adds up. */
const countersSql: readonly string[] = [
  `insert into usage_hourly select app_id, ${hour}, outcome, count(*) from calls group by 1, 2, 3`,
  `insert into usage_latency select app_id, ${hour}, latency_bucket(duration_ms), count(*) from calls
   where app_ms is not null group by 1, 2, 3`,
  `insert into usage_by_link select app_id, date_trunc('day', started_at, 'UTC'), token_id, tool, outcome, count(*) from calls
   group by 1, 2, 3, 4, 5 order by 2`,
  `update links set calls = used.calls, errors = used.errors, opened_at = used.first_at, last_used_at = used.last_at
   from (select app_id, token_id, count(*) as calls, count(*) filter (where outcome <> 'ok') as errors,
     min(started_at) as first_at, max(started_at) as last_at from calls group by 1, 2) as used
   where links.app_id = used.app_id and links.token_id = used.token_id`,
];

/** A fourth was never used and a third expires; the sessions of most are over. Their calls are in the counters alone. */
const manyLinksSql = (workspaceId: string, appId: string): readonly string[] => [
  `insert into apps (id, workspace_id, name, reported_at, acknowledged_version, acknowledged_at, created_at)
   values ('${appId}', '${workspaceId}', 'App of many', now(), 1, now(), now() - interval '60 days')`,
  `insert into relay_sessions (app_id, id, origin, sdk, online, tool_count, started_at, last_seen_at, ended_at, end_reason)
   select '${appId}', ${sessionId("n")}, 'https://many.example.com', 'js/0.1.0', false, 9, at, at,
     case when n % 5 > 0 then at end, case when n % 5 > 0 then 'app' end
   from generate_series(0, ${MANY_LINKS / LINKS_PER_SESSION}) as n,
     lateral (select now() - interval '30 days' * (1 - n * ${LINKS_PER_SESSION}::float / ${MANY_LINKS}) as at) as moment`,
  `insert into links (app_id, token_id, session_id, label, created_at, expires_at, opened_at, last_used_at, client, client_at, calls, errors)
   select '${appId}', ${tokenId("n")}, ${sessionId(`(n / ${LINKS_PER_SESSION})`)}, 'user-' || n, at,
     case when n % 3 = 0 then at + interval '60 days' * luck end, at,
     case when n % 4 > 0 then least(now(), at + interval '3 hours' * luck) end, 'claude', at,
     case when n % 4 > 0 then 100 + floor(100 * luck) else 0 end, case when n % 4 = 1 then floor(9 * luck) else 0 end
   from generate_series(1, ${MANY_LINKS}) as n,
     lateral (select now() - interval '30 days' * (1 - n::float / ${MANY_LINKS}) as at, random() as luck, n as same) as moment`,
];
