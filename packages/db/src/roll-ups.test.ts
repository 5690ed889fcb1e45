/**
 * The migration that made the roll-ups counts the calls that were there before, and misses none that come meanwhile. A
 * histogram holds each of its calls, however it grew.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { migrateDatabase } from "./migrate-database.ts";
import { createEmptyDatabase, createTestDatabase } from "./test-database.ts";

const folder = mkdtempSync(join(tmpdir(), "agent-socket-migrations-"));
const pools: pg.Pool[] = [];
afterAll(async () => {
  for (const pool of pools) await pool.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A database as the version before the roll-ups left it. */
async function olderDatabase(): Promise<{ readonly url: string; readonly pool: pg.Pool }> {
  const url = await createEmptyDatabase(inject("postgresUrl"));
  const pool = new pg.Pool({ connectionString: url });
  pools.push(pool);
  cpSync(fileURLToPath(new URL("../migrations", import.meta.url)), folder, { recursive: true });
  const journal = join(folder, "meta/_journal.json");
  const { entries, ...rest }: { entries: { tag: string }[] } = JSON.parse(readFileSync(journal, "utf8"));
  const at = entries.findIndex(({ tag }) => tag.endsWith("_roll_ups"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, at) }));
  await migrate(drizzle(pool), { migrationsFolder: folder });
  return { url, pool };
}

const APPS = ["as_app_0123456789ABC", "as_app_0123456789ABD"];
const peopleSql = `
  insert into workspaces (id, name) values ('00000000-0000-4000-8000-000000000000', 'w');
  ${APPS.map(
    (app) => `
    insert into apps (id, workspace_id, name) values ('${app}', '00000000-0000-4000-8000-000000000000', 'a');
    insert into relay_sessions (app_id, id, started_at, last_seen_at) values ('${app}', 'S', now(), now());
    insert into links (app_id, token_id, session_id, created_at)
      select '${app}', 'T' || n, 'S', now() from generate_series(0, 4) as n;`,
  ).join("")}`;

/** Of both apps, over three days, some of them without an answer; `from` and `to` number them. */
const callsSql = (from: number, to: number): string => `
  insert into calls (id, app_id, session_id, token_id, request_id, tool, surface, outcome, http_status, started_at,
    duration_ms, app_ms, request_bytes, response_bytes)
  select 'call' || n, (array['${APPS.join("','")}'])[1 + n % 2], 'S', 'T' || n % 5, 'r', 'tool' || n % 3, 'http',
    case when n % 7 = 0 then 'tool_timeout' else 'ok' end, 200, now() - n * interval '7 minutes', 3 * n + n % 11,
    case when n % 7 <> 0 then 3 * n end, 1, 1
  from generate_series(${from}, ${to}) as n on conflict (id) do nothing`;

/** In an order of their own. */
const sumsOf = async (pool: pg.Pool, sums: string): Promise<readonly string[]> =>
  (await pool.query(`select ${sums}`)).rows.map((row) => JSON.stringify(row)).toSorted();

test("what was there before and what comes while it runs is counted once", async () => {
  const { url, pool } = await olderDatabase();
  await pool.query(peopleSql);
  await pool.query(callsSql(1, 400));
  const meanwhile = Promise.all([401, 431, 461].map((from) => pool.query(callsSql(from - 30, from + 29))));
  await Promise.all([migrateDatabase(url), meanwhile]);
  await pool.query(callsSql(450, 600));

  for (const minutes of [60, 360, 1440])
    expect(
      await sumsOf(
        pool,
        `app_id, slot::text, tool, outcome, calls::int as calls, coalesce((select sum(c) from unnest(time_counts) as c), 0)::int as times
         from usage_slots where minutes = ${minutes}`,
      ),
    ).toEqual(
      await sumsOf(
        pool,
        `app_id, date_bin('${minutes} minutes', started_at, '2000-01-01Z')::text as slot, tool, outcome, count(*)::int as calls,
           2 * count(app_ms)::int as times
         from calls group by 1, 2, 3, 4`,
      ),
    );
  expect(
    await sumsOf(pool, "app_id, token_id, sum(calls)::int as calls from usage_link_slots group by 1, 2"),
  ).toEqual(await sumsOf(pool, "app_id, token_id, count(*)::int as calls from calls group by 1, 2"));
  expect(await sumsOf(pool, "count(*)::int as calls from calls")).toEqual(['{"calls":600}']);
});

test("a histogram that grows past its length is merged, and tells the times of all its calls", async () => {
  const { url, close } = await createTestDatabase(inject("postgresUrl"));
  const pool = new pg.Pool({ connectionString: url });
  pools.push(pool);
  await pool.query(peopleSql);
  for (let from = 1; from <= 1200; from += 30) await pool.query(busySql(from, from + 29));
  for (const [table, slots] of [
    ["usage_link_slots", 1],
    ["usage_slots", 4],
  ] as const) {
    const { rows } = await pool.query<{ key: number; calls: number }>(
      `select key, sum(times)::int as calls from ${table}, unnest(time_buckets, time_counts) as part (key, times) group by 1 order by 1`,
    );
    const { rows: counted } = await pool.query<{ key: number; calls: number }>(
      `select key, count(*)::int * ${slots} as calls from calls,
         lateral (values (latency_bucket(duration_ms - app_ms)), (256 + latency_bucket(app_ms))) as part (key)
       where app_ms is not null group by 1 order by 1`,
    );
    expect(rows).toEqual(counted);
    const { rows: longest } = await pool.query(
      `select max(cardinality(time_buckets)) <= 128 as fits from ${table}`,
    );
    expect(longest).toEqual([{ fits: true }]);
  }
  await close();
});

/** Of one link and tool, at one time. */
const busySql = (from: number, to: number): string => `
  insert into calls (id, app_id, session_id, token_id, request_id, tool, surface, outcome, http_status, started_at,
    duration_ms, app_ms, request_bytes, response_bytes)
  select 'busy' || n, '${APPS[0]}', 'S', 'T1', 'r', 'tool', 'http', 'ok', 200, date_trunc('minute', now()) - interval '10 minutes',
    n + n % 11, case when n % 7 <> 0 then n end, 1, 1
  from generate_series(${from}, ${to}) as n`;
