/** What was measured, for a person and for a program. */
import { cpus, loadavg, totalmem } from "node:os";
import type { IngestRate } from "./ingest.ts";
import type { PageTime } from "./pages.ts";
import type { ExplainedQuery } from "./queries.ts";
import { MANY_LINKS } from "./seed.ts";

export const GOAL_MS = 500;
export const GATE_MS = 1_000;
export const INGEST_GOAL = 5_000;
export const INGEST_GATE = 2_500;

export type Measured = {
  readonly date: string;
  readonly calls: number;
  readonly seedSeconds: number;
  readonly versions: Readonly<Record<"node" | "next" | "postgres", string>>;
  /** Of the machine, the minute before and after. */
  readonly load: readonly [number, number];
  readonly pages: readonly PageTime[];
  readonly ingest: IngestRate;
  readonly queries: readonly ExplainedQuery[];
};

/** The plans of the slowest are shown to people; the file for programs has all. */
const SHOWN_PLANS = 10;

export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

export function reportOf(measured: Measured): string {
  const { calls, pages, ingest, queries, versions, load, date } = measured;
  const slow = pages.filter(({ p95 }) => p95 > GOAL_MS).map(({ name }) => name);
  return `# The dashboard over ${calls.toLocaleString("en")} calls

Measured on ${date.slice(0, 10)} by \`npm run bench:dashboard\`: ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}),
${Math.round(totalmem() / 2 ** 30)} GB, Node ${versions.node}, Next.js ${versions.next}, Postgres ${versions.postgres}, load of the machine ${load[0]} before and
${load[1]} after (above ${cpus().length}, other work shared the cores).

**Method.** One app of one workspace, 30 days, 20,000 links, 9 tools, 6 % failures, one link with 2 % of all calls; written by
SQL as the ingest leaves it. Another app beside it has ${MANY_LINKS.toLocaleString("en")} links. The production build serves each page over HTTP, one request after the other, one to warm up and
twenty that count, from the request to the last byte of the page. Postgres keeps its durable settings (\`fsync\`,
\`synchronous_commit\`) and its default memory (\`shared_buffers\` 128 MB).

## Pages

Goal: ${GOAL_MS} ms; the run fails above ${GATE_MS} ms (p95). ${slow.length === 0 ? "Every page holds the goal." : `Not within the goal: ${slow.join("; ")}.`}

| page | p50 ms | p95 ms | worst ms | goal |
| --- | ---: | ---: | ---: | --- |
${pages.map(({ name, p50, p95, max }) => `| ${name} | ${p50} | ${p95} | ${max} | ${p95 <= GOAL_MS ? "held" : "**missed**"} |`).join("\n")}

## Ingest

Signed messages of 100 calls of 2,000 links, four at a time, through \`POST /api/relay/events\` into the tables above, counted
in the books: **${ingest.rowsPerSecond.toLocaleString("en")} calls/s** over ${ingest.seconds} s (goal ${INGEST_GOAL.toLocaleString("en")}: ${ingest.rowsPerSecond >= INGEST_GOAL ? "held" : "**missed**"}; the run fails below ${INGEST_GATE.toLocaleString("en")}). All are of one app, so that
no two can be written at the same time: the worst case. The messages are made and signed before the clock starts; the client that
sends them, the dashboard and Postgres share the machine's cores.

## Queries

As the pages' own code makes them, run once more under \`explain (analyze, buffers)\`.

| page | statement | ms |
| --- | --- | ---: |
${queries.map((query) => `| ${query.page} | \`${shortOf(query.sql)}\` | ${query.executionMs.toFixed(1)} |`).join("\n")}

The plans of the ${SHOWN_PLANS} slowest; those of all are in [benchmarks-dashboard.json](benchmarks-dashboard.json).

${slowest(queries).map(planOf).join("\n")}
`;
}

const slowest = (queries: readonly ExplainedQuery[]): readonly ExplainedQuery[] =>
  queries.toSorted((a, b) => b.executionMs - a.executionMs).slice(0, SHOWN_PLANS);

const shortOf = (sql: string): string =>
  `${/from (?:\(select .*? from )?"(\w+)"/.exec(sql)?.[1] ?? "?"}: ${sql.replaceAll(/\s+/g, " ").slice(0, 60).replaceAll("|", "\\|")}…`;

const planOf = ({ page, sql, plan }: ExplainedQuery): string =>
  `<details><summary>${page}: ${/from (?:\(select .*? from )?"(\w+)"/.exec(sql)?.[1] ?? "?"}</summary>\n\n\`\`\`text\n${sql}\n\n${plan}\n\`\`\`\n\n</details>\n`;
