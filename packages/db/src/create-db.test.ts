/** Both ways to open the database do the same: write, read back, join, roll back, and outlive a lost connection. */
import { neonConfig } from "@neondatabase/serverless";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, inject, test } from "vitest";
import { type NeonProxy, startNeonProxy } from "../test/neon-proxy.ts";
import { createDb, type Db, type OpenDb } from "./create-db.ts";
import { memberships, users, workspaces } from "./schema.ts";
import { createEmptyDatabase } from "./test-database.ts";
import { migrateDatabase } from "./migrate-database.ts";

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

async function openPlain(): Promise<OpenDb> {
  const url = await createEmptyDatabase(inject("postgresUrl"), "template_migrated");
  return createDb(url, { onConnectionLost: () => undefined });
}

async function openNeon(): Promise<OpenDb & { proxy: NeonProxy }> {
  const url = new URL(await createEmptyDatabase(inject("postgresUrl")));
  await migrateDatabase(url.href);
  const proxy = await startNeonProxy({ host: url.hostname, port: Number(url.port) });
  closers.push(proxy.stop);
  neonConfig.wsProxy = () => `127.0.0.1:${proxy.port}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  neonConfig.pipelineTLS = false;
  url.host = "ep-test-1.eu-central-1.aws.neon.tech";
  return { ...createDb(url.href, { onConnectionLost: () => undefined }), proxy };
}

async function journey(db: Db): Promise<void> {
  const [user] = await db.insert(users).values({ email: "a@example.com", passwordHash: "x" }).returning();
  const [workspace] = await db.insert(workspaces).values({ name: "A" }).returning();
  if (user === undefined || workspace === undefined) throw new Error("Nothing was returned.");
  await db.insert(memberships).values({ userId: user.id, workspaceId: workspace.id, role: "owner" });
  const found = await db.query.workspaces.findFirst({
    where: eq(workspaces.id, workspace.id),
    with: { memberships: true },
  });
  expect(found?.memberships).toMatchObject([{ userId: user.id, role: "owner" }]);
  expect(found?.createdAt).toBeInstanceOf(Date);

  const rolledBack = db.transaction(async (tx) => {
    await tx.select().from(users).where(eq(users.id, user.id)).for("update");
    await tx.update(users).set({ passwordHash: "y" });
    throw new Error("roll back");
  });
  await expect(rolledBack).rejects.toThrow("roll back");
  expect(await db.select({ hash: users.passwordHash }).from(users)).toEqual([{ hash: "x" }]);
}

describe("plain Postgres", () => {
  test("is opened for any host that is not Neon's", async () => {
    const { db, driver, connections, close } = await openPlain();
    closers.push(close);
    expect(driver).toBe("node-postgres");
    expect(connections()).toEqual({ active: 0, idle: 0, waiting: 0 });
    await journey(db);
    expect(connections()).toEqual({ active: 0, idle: 1, waiting: 0 });
    await db.transaction(async () => expect(connections()).toMatchObject({ active: 1 }));
  });

  test("a connection that the server ends is reported and replaced", async () => {
    const lost: Error[] = [];
    const url = await createEmptyDatabase(inject("postgresUrl"));
    const { db, close } = createDb(url, { onConnectionLost: (cause) => lost.push(cause) });
    const admin = createDb(inject("postgresUrl"), { onConnectionLost: () => undefined });
    closers.push(close, admin.close);
    await db.execute(sql`select 1`);
    const database = new URL(url).pathname.slice(1);
    await admin.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`,
    );
    await expect.poll(() => lost.length).toBe(1);
    await db.execute(sql`select 1`);
  });
});

describe("Neon's driver", () => {
  test("is opened for Neon's hosts and speaks over WebSocket", async () => {
    const { db, driver, close, proxy } = await openNeon();
    closers.push(close);
    expect(driver).toBe("neon");
    await journey(db);
    expect(proxy.connections()).toBeGreaterThan(0);
  });
});
