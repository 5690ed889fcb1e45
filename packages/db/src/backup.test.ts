/** What was backed up comes back as it was, or nothing of it does. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { backUp, restore } from "./backup.ts";
import { createDb, type OpenDb } from "./create-db.ts";
import * as schema from "./schema.ts";
import { createEmptyDatabase } from "./test-database.ts";

const folder = mkdtempSync(join(tmpdir(), "agent-socket-backup-"));
const file = join(folder, "backup.gz");
const opened: OpenDb[] = [];
afterAll(async () => {
  for (const { close } of opened) await close();
  rmSync(folder, { recursive: true, force: true });
});

function open(url: string): OpenDb {
  const database = createDb(url, { onConnectionLost: () => undefined });
  opened.push(database);
  return database;
}
const newUrl = (template?: string) => createEmptyDatabase(inject("postgresUrl"), template);

const sourceUrl = await newUrl("template_migrated");
const source = open(sourceUrl);
let rows = 0;
beforeAll(async () => {
  const { db } = source;
  const [workspace] = await db
    .insert(schema.workspaces)
    .values({ name: "Tab\there, line\nthere, \\ \u{1f600}" })
    .returning();
  const [user] = await db
    .insert(schema.users)
    .values({ email: "ada@example.com", passwordHash: "x" })
    .returning();
  if (workspace === undefined || user === undefined) throw new Error("Nothing was returned.");
  await db.insert(schema.memberships).values({ userId: user.id, workspaceId: workspace.id, role: "owner" });
  const event = {
    actorId: user.id,
    workspaceId: workspace.id,
    action: "app.create",
    subject: "s",
    requestId: "r",
  };
  await db.insert(schema.auditEvents).values(Array.from({ length: 1200 }, () => event));
  // A number that JavaScript would round.
  await db.execute(
    sql`insert into quarantined_events (id, reason, event) values ('e', 'too_old', '{"n": 12345678901234567890}')`,
  );
  await addCalls(source, workspace.id);
  rows = await backUp(sourceUrl, file);
});

async function addCalls({ db }: OpenDb, workspaceId: string): Promise<void> {
  const [appId, sessionId, tokenId] = ["as_app_0123456789ABC", "S0000001", "TKEN00000001"];
  const startedAt = new Date();
  await db.insert(schema.apps).values({ id: appId, workspaceId, name: "Canvas" });
  const session = { appId, id: sessionId, startedAt, lastSeenAt: startedAt };
  await db.insert(schema.relaySessions).values(session);
  await db.insert(schema.links).values({ appId, tokenId, sessionId, createdAt: startedAt });
  const call = { appId, sessionId, tokenId, requestId: "r", surface: "http", outcome: "ok" } as const;
  const sizes = { httpStatus: 200, startedAt, durationMs: 30, requestBytes: 1, responseBytes: 1 };
  const tools = ["look", "paint", "paint"];
  const rowOf = (tool: string, index: number) => ({ id: `c${index}`, tool, appMs: 20, ...call, ...sizes });
  await db.insert(schema.calls).values(tools.map(rowOf));
}

test("every row of every table comes back, into a database that had no tables", async () => {
  const url = await newUrl();
  expect(await restore(url, file)).toBe(rows);
  const target = open(url);
  expect(await sums(target)).toEqual(await sums(source));
  // An app, its session, its link and three calls; what the database counts of these it counts again.
  expect(rows).toBe(1204 + 6);
  expect(await target.db.$count(schema.usageSlots)).toBe(8);
});

test("rows that are numbered go on behind the restored ones", async () => {
  const url = await newUrl();
  await restore(url, file);
  const { db } = open(url);
  const [row] = await db
    .insert(schema.auditEvents)
    .values({ actorId: crypto.randomUUID(), action: "a.b", subject: "s", requestId: "r" })
    .returning({ id: schema.auditEvents.id });
  expect(row).toEqual({ id: 1201 });
});

test("a backup from before a column was added takes its default", async () => {
  const lines = gunzipSync(readFileSync(file)).toString().split("\n");
  const older = lines.map((line) =>
    line.startsWith("workspaces\t") ? line.replace(/, "created_at": "[^"]+"/, "") : line,
  );
  expect(older).not.toEqual(lines);
  const olderFile = join(folder, "older.gz");
  writeFileSync(olderFile, gzipSync(older.join("\n")));
  expect(await restore(await newUrl(), olderFile)).toBe(rows);
});

test("it goes into an empty database alone", async () => {
  await expect(restore(sourceUrl, file)).rejects.toThrow(/The database is not empty: \w+ has rows/);
});

test("a file that is cut off restores nothing", async () => {
  const cut = join(folder, "cut.gz");
  const lines = gunzipSync(readFileSync(file)).toString().split("\n");
  writeFileSync(cut, gzipSync(lines.slice(0, 700).join("\n")));
  const url = await newUrl();
  await expect(restore(url, cut)).rejects.toThrow(/not a whole backup/);
  writeFileSync(cut, readFileSync(file).subarray(0, 2000));
  await expect(restore(url, cut)).rejects.toThrow(/unexpected end of file/);
  expect(Object.values(await sums(open(url))).every((sum) => sum === "")).toBe(true);
});

test("a backup is for its owner alone, and is never written over", async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(backUp(sourceUrl, file)).rejects.toThrow(/EEXIST/);
});

/** Of each table all that it holds; empty without rows. */
async function sums({ db }: OpenDb): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, table] of Object.entries(schema)) {
    if (!is(table, PgTable)) continue;
    const [row] = await db
      .select({
        sum: sql<string>`coalesce(md5(string_agg(${table}::text, ',' order by ${table}::text)), '')`,
      })
      .from(table);
    found[name] = row?.sum ?? "";
  }
  return found;
}
