/** A real Postgres for tests: one server a run, migrated once as a template, and a database of its own for each test file. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { startPostgres } from "../../../scripts/postgres.mjs";
import { createDb, type OpenDb } from "./create-db.ts";
import { migrateDatabase } from "./migrate-database.ts";

const TEMPLATE = "template_migrated";

export type TestServer = {
  /** Address of the server's own database; from it `createTestDatabase` finds the rest. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

export async function startTestServer(): Promise<TestServer> {
  const server = await startPostgres();
  const url = server.url();
  await run(url, `create database ${TEMPLATE}`);
  await migrateDatabase(server.url(TEMPLATE));
  return { url, stop: server.stop };
}

export type TestDatabase = OpenDb & { readonly url: string };

/** A fresh, migrated database. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const url = await createEmptyDatabase(serverUrl, TEMPLATE);
  const open = createDb(url, { onConnectionLost: () => undefined });
  return { ...open, url };
}

/** A database with nothing in it. */
export async function createEmptyDatabase(serverUrl: string, template = "template0"): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await run(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
