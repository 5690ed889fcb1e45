/** Seeds, measures, writes the report, and says in its exit code whether the gates hold. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "@agent-socket/db";
import pg from "pg";
import { format } from "prettier";
import { startStack } from "../../../scripts/stack.mjs";
import { freePort } from "../../../scripts/stack/port.mjs";
import { createLogins } from "../src/features/auth/logins.ts";
import { measureIngest } from "./ingest.ts";
import { timePages } from "./pages.ts";
import { explainQueries } from "./queries.ts";
import { GATE_MS, GOAL_MS, INGEST_GATE, INGEST_GOAL, loadNow, type Measured, reportOf } from "./report.ts";
import { seed, type Seeded } from "./seed.ts";

const ALL_CALLS = 5_000_000;
const QUICK_CALLS = 200_000;
const docs = join(import.meta.dirname, "../../../docs");

export async function main(args: readonly string[]): Promise<number> {
  const calls = callsOf(args);
  // Kept data, so that the database is as careful as a real one; the folder is thrown away all the same.
  const dataDir = mkdtempSync(join(tmpdir(), "bench-dashboard-"));
  const ports = { dashboard: await freePort(), relay: await freePort() };
  const stack = await startStack({ parts: ["dashboard"], dataDir, ports, onProgress: console.log });
  try {
    const measured = await measure(stack, calls);
    printTables(measured);
    if (calls === ALL_CALLS) await writeReport(measured);
    return verdict(measured);
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function callsOf(args: readonly string[]): number {
  if (args.includes("quick")) return QUICK_CALLS;
  const wanted = Number(args[args.indexOf("--calls") + 1]);
  return args.includes("--calls") && Number.isSafeInteger(wanted) && wanted > 0 ? wanted : ALL_CALLS;
}

type Stack = Awaited<ReturnType<typeof startStack>>;

async function measure(stack: Stack, calls: number): Promise<Measured> {
  const { dashboardUrl, databaseUrl, controlSecrets: secrets } = stack;
  const database = new pg.Pool({ connectionString: databaseUrl });
  try {
    const loadBefore = loadNow();
    const startedAt = performance.now();
    console.log(`Writing ${calls} calls …`);
    const seeded = await seed(database, calls);
    const seedSeconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`Written in ${seedSeconds} s.`);
    const visitor = { dashboardUrl, cookie: await signIn(databaseUrl, dashboardUrl, seeded) };
    const pages = await timePages(visitor, seeded);
    const queries = await explainQueries(databaseUrl, seeded);
    const ingest = await measureIngest({ dashboardUrl, secrets, database }, seeded);
    console.log(`ingest: ${ingest.rowsPerSecond} calls/s`);
    const versions = await versionsOf(database);
    const load = [loadBefore, loadNow()] as const;
    return { date: new Date().toISOString(), calls, seedSeconds, versions, load, pages, ingest, queries };
  } finally {
    await database.end();
  }
}

/** The cookie of a login, made in the database as the sign-in would. */
async function signIn(databaseUrl: string, dashboardUrl: string, { userId }: Seeded): Promise<string> {
  const { db, close } = createDb(databaseUrl, { onConnectionLost: () => undefined });
  try {
    const logins = createLogins(db, dashboardUrl);
    return `${logins.cookieName}=${(await logins.open(userId, null)).value}`;
  } finally {
    await close();
  }
}

async function versionsOf(database: pg.Pool): Promise<Measured["versions"]> {
  const { rows } = await database.query<{ server_version: string }>("show server_version");
  const manifest = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  const [, next = "unknown"] = /"next": "([^"]+)"/.exec(manifest) ?? [];
  return { node: process.versions.node, next, postgres: rows[0]?.server_version ?? "unknown" };
}

function printTables({ pages, queries, ingest, load, versions }: Measured): void {
  console.table(pages.map(({ name, p50, p95, max }) => ({ page: name, p50, p95, max })));
  console.table(
    queries.map(({ page, sql, executionMs }) => ({ page, sql: sql.slice(0, 50), ms: executionMs })),
  );
  console.log(`Ingest: ${ingest.rowsPerSecond} calls/s over ${ingest.seconds} s.`);
  console.log(`Load of the machine: ${load.join(" before, ")} after. Versions: ${JSON.stringify(versions)}.`);
}

async function writeReport(measured: Measured): Promise<void> {
  const markdown = { parser: "markdown", printWidth: 120 } as const;
  writeFileSync(join(docs, "benchmarks-dashboard.md"), await format(reportOf(measured), markdown));
  const json = await format(JSON.stringify(measured), { parser: "json" });
  writeFileSync(join(docs, "benchmarks-dashboard.json"), json);
}

function verdict({ pages, ingest }: Measured): number {
  for (const { name, p95 } of pages.filter((page) => page.p95 > GOAL_MS))
    console.log(`Over the goal of ${GOAL_MS} ms: ${name}, p95 ${p95} ms.`);
  if (ingest.rowsPerSecond < INGEST_GOAL) console.log(`Below the goal of ${INGEST_GOAL} calls/s.`);
  const missed = pages.filter(({ p95 }) => p95 > GATE_MS);
  console.log(
    missed.length === 0 ? `Every page within ${GATE_MS} ms.` : `${missed.length} pages over ${GATE_MS} ms.`,
  );
  if (ingest.rowsPerSecond < INGEST_GATE) console.log(`Ingest is below ${INGEST_GATE} calls/s.`);
  return missed.length === 0 && ingest.rowsPerSecond >= INGEST_GATE ? 0 : 1;
}
