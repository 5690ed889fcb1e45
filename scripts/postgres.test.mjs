/** The built-in Postgres: starts on an empty folder, keeps what it holds, and says what is wrong. */
import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { startPostgres } from "./postgres.mjs";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { startTimeOf } from "./stack/process-info.mjs";

test("a data folder survives a stop and a start, and a damaged one is named", async () => {
  const dataDir = join(newThrowAwayFolder(), "postgres");
  const first = await startPostgres({ dataDir });
  expect(first.url("app")).toMatch(/^postgres:\/\/postgres:[\w-]{32}@127\.0\.0\.1:\d+\/app$/);
  await first.stop();
  expect(startTimeOf(first.child.pid)).toBeNull();
  const second = await startPostgres({ dataDir });
  expect(second.url().split("@")[0]).toBe(first.url().split("@")[0]);
  await second.stop();
  expect(statSync(join(dataDir, "data")).mode & 0o077).toBe(0);

  writeFileSync(join(dataDir, "data/global/pg_control"), "damaged");
  await expect(startPostgres({ dataDir })).rejects.toThrow(`Postgres could not start on ${dataDir}`);
});

test("a throw-away server leaves nothing behind", async () => {
  const server = await startPostgres();
  expect(existsSync(dirname(server.child.logFile))).toBe(true);
  await server.stop();
  expect(existsSync(dirname(server.child.logFile))).toBe(false);
});
