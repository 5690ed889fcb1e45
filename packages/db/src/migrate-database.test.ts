/** Migrations: applied once however many try, and honest about a database that is not there. */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { createDb } from "./create-db.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { apps } from "./schema.ts";
import { createEmptyDatabase } from "./test-database.ts";

const script = fileURLToPath(new URL("migrate.ts", import.meta.url));

function runScript(environment: Record<string, string>): Promise<{ code: number | null; error: string }> {
  const child = spawn(process.execPath, [script], { env: environment, stdio: ["ignore", "ignore", "pipe"] });
  let error = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text));
  return new Promise((done) => child.once("close", (code) => done({ code, error })));
}

test("four at once on an empty database all succeed, and again changes nothing", async () => {
  const url = await createEmptyDatabase(inject("postgresUrl"));
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(url)));
  await migrateDatabase(url);
  const { db, close } = createDb(url, { onConnectionLost: () => undefined });
  expect(await db.select().from(apps)).toEqual([]);
  const applied = await db.select({ count: sql`count(*)::int` }).from(sql`drizzle.__drizzle_migrations`);
  const { length: count } = globSync("*.sql", {
    cwd: fileURLToPath(new URL("../migrations", import.meta.url)),
  });
  expect(applied).toEqual([{ count }]);
  await close();
});

test("the script migrates what DATABASE_URL names", async () => {
  const url = await createEmptyDatabase(inject("postgresUrl"));
  expect(await runScript({ DATABASE_URL: url })).toEqual({ code: 0, error: "" });
});

test("the script says in one sentence what is wrong, and shows no password", async () => {
  expect(await runScript({})).toMatchObject({
    code: 1,
    error: expect.stringContaining("DATABASE_URL is not set"),
  });
  const missing = await runScript({ DATABASE_URL: "postgres://user:canary@127.0.0.1:1/none" });
  expect(missing.code).toBe(1);
  expect(missing.error).toMatch(
    /^The database at 127\.0\.0\.1:1\/none could not be migrated: .*ECONNREFUSED.*\n$/,
  );
  expect(await runScript({ DATABASE_URL: "mysql://x:canary@y" })).toMatchObject({
    code: 1,
    error: expect.not.stringContaining("canary"),
  });
});
