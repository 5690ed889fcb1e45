/** The statements behind the pages, as the verbs themselves make them, each explained by the database while it runs. */
import { randomUUID } from "node:crypto";
import * as schema from "@agent-socket/db";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import pino from "pino";
import type { UserContext } from "../src/context.ts";
import { NO_FILTER } from "../src/features/calls/call-filter.ts";
import { listCalls } from "../src/features/calls/list-calls.ts";
import { LINK_SORTS } from "../src/features/links/link-sort.ts";
import { listLinks } from "../src/features/links/list-links.ts";
import { countUse } from "../src/features/quotas/count-use.ts";
import { listSessions } from "../src/features/sessions/list-sessions.ts";
import { getOverview } from "../src/features/usage/get-overview.ts";
import { getUsage } from "../src/features/usage/get-usage.ts";
import { readUsageFilter, USAGE_RANGES, type UsageRange } from "../src/features/usage/usage-filter.ts";
import { createMailer } from "../src/mail/mailer.ts";
import { createRelayControl } from "../src/relay/relay-control.ts";
import type { Seeded } from "./seed.ts";

export type ExplainedQuery = {
  readonly page: string;
  readonly sql: string;
  readonly executionMs: number;
  readonly plan: string;
};

type Statement = { readonly sql: string; readonly params: readonly unknown[] };

export async function explainQueries(
  databaseUrl: string,
  seeded: Seeded,
): Promise<readonly ExplainedQuery[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const statements: Statement[] = [];
  const logger = {
    logQuery: (sql: string, params: readonly unknown[]) => void statements.push({ sql, params }),
  };
  const ctx = contextOf(drizzle(pool, { schema, casing: "snake_case", logger }), seeded);
  const explained: ExplainedQuery[] = [];
  try {
    for (const [page, ask] of questionsOf(ctx, seeded)) {
      statements.length = 0;
      await ask();
      for (const statement of statements) explained.push({ page, ...(await explain(pool, statement)) });
    }
  } finally {
    await pool.end();
  }
  return explained;
}

function questionsOf(ctx: UserContext, { appId, busiestLink, manyLinksAppId }: Seeded) {
  const usage = (range: UsageRange, more: { tool?: string; link?: string }) => () => {
    const filter = readUsageFilter({
      range,
      tool: more.tool ?? null,
      link: more.link ?? null,
      outcome: null,
    });
    return getUsage({ ctx, input: { appId, filter } });
  };
  const calls = (filter: Partial<typeof NO_FILTER>) => () =>
    listCalls({ ctx, input: { appId, filter: { ...NO_FILTER, ...filter } } });
  return [
    ["overview", () => getOverview({ ctx, input: { appId } })],
    ...USAGE_RANGES.flatMap((range) => [
      [`usage, ${range}`, usage(range, {})] as const,
      [`usage, ${range}, a tool`, usage(range, { tool: "tool_3" })] as const,
      [`usage, ${range}, the busiest link`, usage(range, { link: busiestLink })] as const,
    ]),
    ["calls", calls({})],
    ["calls of a tool", calls({ tool: "tool_8" })],
    ["calls that timed out", calls({ outcome: "tool_timeout" })],
    ["calls that were cancelled", calls({ outcome: "cancelled" })],
    ["the use that quotas are weighed by", () => countUse(ctx.db, appId, Date.now())],
    ["links", () => listLinks({ ctx, input: { appId } })],
    ...LINK_SORTS.map(
      (sort) =>
        [
          `many links, ${sort.words.toLowerCase()}`,
          () => listLinks({ ctx, input: { appId: manyLinksAppId, sort } }),
        ] as const,
    ),
    ["sessions", () => listSessions({ ctx, input: { appId } })],
  ] as const;
}

function contextOf(db: UserContext["db"], { userId }: Seeded): UserContext {
  const log = pino({ level: "silent" });
  return {
    db,
    log,
    relay: createRelayControl({ relayUrl: "http://127.0.0.1:1", controlSecrets: [], log }),
    mail: createMailer({ siteUrl: "http://127.0.0.1", deliver: null, log }),
    requestId: randomUUID(),
    ipAddress: null,
    user: { id: userId, email: "bench@example.com", name: "", emailVerified: true },
    loginId: randomUUID(),
  };
}

async function explain(pool: pg.Pool, { sql, params }: Statement): Promise<Omit<ExplainedQuery, "page">> {
  const { rows } = await pool.query<{ "QUERY PLAN": string }>(`explain (analyze, buffers) ${sql}`, [
    ...params,
  ]);
  const lines = rows.map((row) => row["QUERY PLAN"]);
  const [, executionMs = "0"] = /^Execution Time: ([\d.]+) ms$/m.exec(lines.join("\n")) ?? [];
  return { sql, executionMs: Number(executionMs), plan: lines.join("\n") };
}
