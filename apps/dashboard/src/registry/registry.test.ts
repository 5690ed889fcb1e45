/** The change, its audit record and its outbox row are one; the relay gets every change in the end, the newest last. */
import { allowedOrigins, apps, auditEvents, registryOutbox } from "@agent-socket/db";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { openWorld } from "../../test/world.ts";
import { changeRegistry } from "./change-registry.ts";
import { publishApp } from "./publish-app.ts";
import { publishDue } from "./publish-due.ts";
import { readRegistryEntry } from "./registry-entry.ts";

const world = await openWorld();
const { db } = world.database;
const ctx = await world.newUser();
beforeEach(() => {
  world.relay.mode = "up";
});

const outboxOf = (appId: string) => db.select().from(registryOutbox).where(eq(registryOutbox.appId, appId));
const allow = (appId: string, origin: string) =>
  changeRegistry(ctx, appId, async (tx) => {
    await tx.insert(allowedOrigins).values({ appId, origin });
    return { value: null, audit: { action: "origin.allow", subject: origin } };
  });
const makeAllDue = () => db.update(registryOutbox).set({ nextAttemptAt: sql`now() - interval '1 second'` });

test("a change that fails leaves nothing: no version, no audit record, no outbox row, nothing at the relay", async () => {
  const appId = await world.newApp(ctx);
  const failing = changeRegistry(ctx, appId, async (tx) => {
    await tx.insert(allowedOrigins).values({ appId, origin: "https://half.example" });
    throw new Error("failed half way");
  });
  await expect(failing).rejects.toThrow("failed half way");
  expect(await db.select().from(allowedOrigins).where(eq(allowedOrigins.appId, appId))).toEqual([]);
  expect(await db.select().from(auditEvents).where(eq(auditEvents.appId, appId))).toHaveLength(1);
  expect(await outboxOf(appId)).toEqual([]);
  expect(world.relay.entries.get(appId)?.version).toBe(1);
});

test("the row is written with the change and gone with the acknowledgement", async () => {
  const appId = await world.newApp(ctx);
  world.relay.mode = "down";
  const { activation } = await allow(appId, "https://a.example");
  expect(activation).toEqual({ state: "pending", reason: "The relay answered with status 503." });
  expect(await outboxOf(appId)).toMatchObject([
    { version: 2, lastError: "The relay answered with status 503." },
  ]);
  world.relay.mode = "up";
  await allow(appId, "https://b.example");
  expect(await outboxOf(appId)).toEqual([]);
  expect(world.relay.entries.get(appId)).toMatchObject({
    version: 3,
    origins: expect.arrayContaining(["https://a.example", "https://b.example"]),
  });
});

test("many changes at the same time: each has its version, and the relay ends with the newest", async () => {
  const appId = await world.newApp(ctx);
  const origins = Array.from({ length: 12 }, (_, index) => `https://o${index}.example`);
  await Promise.all(origins.map((origin) => allow(appId, origin)));
  const entry = world.relay.entries.get(appId);
  expect(entry?.version).toBe(13);
  expect(entry?.origins.toSorted()).toEqual(origins.toSorted());
  expect(await outboxOf(appId)).toEqual([]);
  const [app] = await db.select().from(apps).where(eq(apps.id, appId));
  expect(app).toMatchObject({ registryVersion: 13, acknowledgedVersion: 13 });
});

test("what was not acknowledged is sent again, by one process only, less often each time", async () => {
  const appId = await world.newApp(ctx);
  world.relay.mode = "down";
  await allow(appId, "https://a.example");
  await publishDue(world.service);
  expect(await outboxOf(appId)).toMatchObject([{ attempts: 0 }]);
  await makeAllDue();
  await Promise.all([publishDue(world.service), publishDue(world.service), publishDue(world.service)]);
  const [waiting] = await outboxOf(appId);
  expect(waiting?.attempts).toBe(1);
  expect(waiting?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 1000);
  await makeAllDue();
  await publishDue(world.service);
  const [later] = await outboxOf(appId);
  expect(later?.attempts).toBe(2);
  expect(later?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 3000);
  world.relay.mode = "up";
  await makeAllDue();
  await publishDue(world.service);
  expect(await outboxOf(appId)).toEqual([]);
  expect(world.relay.entries.get(appId)?.version).toBe(2);
});

test("what another process is busy with is left to it, without waiting", async () => {
  const appId = await world.newApp(ctx);
  world.relay.mode = "down";
  await allow(appId, "https://a.example");
  world.relay.mode = "up";
  await makeAllDue();
  await db.transaction(async (other) => {
    await other.select().from(registryOutbox).where(eq(registryOutbox.appId, appId)).for("update");
    await publishDue(world.service);
    expect(world.relay.entries.get(appId)?.version).toBe(1);
  });
  await publishDue(world.service);
  expect(world.relay.entries.get(appId)?.version).toBe(2);
});

test("an app of another process's crash, with its row but never published, is published", async () => {
  const appId = await world.newApp(ctx);
  await db.update(apps).set({ registryVersion: 2 }).where(eq(apps.id, appId));
  await db
    .insert(registryOutbox)
    .values({ appId, version: 2, nextAttemptAt: sql`now() - interval '1 second'` });
  await publishDue(world.service);
  expect(world.relay.entries.get(appId)?.version).toBe(2);
});

test("a relay that claims a version which was never made here is not believed", async () => {
  const appId = await world.newApp(ctx);
  world.relay.mode = "ahead";
  const { activation } = await allow(appId, "https://a.example");
  expect(activation).toEqual({
    state: "pending",
    reason: "The relay holds a newer version than this dashboard.",
  });
  expect(await outboxOf(appId)).toHaveLength(1);
});

test("publishing again what the relay has already is an acknowledgement", async () => {
  const appId = await world.newApp(ctx);
  expect((await publishApp(world.service, appId)).state).toBe("active");
});

test("a deleted app has an entry that says so, an unknown one has none", async () => {
  const appId = await world.newApp(ctx);
  await db
    .update(apps)
    .set({ status: "deleted", deletedAt: sql`now()` })
    .where(eq(apps.id, appId));
  expect(await readRegistryEntry(db, appId)).toMatchObject({ appId, status: "deleted" });
  expect(await readRegistryEntry(db, "as_app_0000000000000")).toBeNull();
});
