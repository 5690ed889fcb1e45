/** Deleting an app, restoring it within its week, and what is forgotten after it. */
import { allowedOrigins, appKeys, apps, auditEvents, relaySessions, usageHourly } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { and, eq, like, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { callFinished, linkCreated, newLink, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { publishDue } from "../../registry/publish-due.ts";
import { deleteApp } from "./delete-app.ts";
import { getApp } from "./get-app.ts";
import { getDeletionImpact } from "./get-deletion-impact.ts";
import { listApps } from "./list-apps.ts";
import { listDeletedApps } from "./list-deleted-apps.ts";
import { purgeDeletedApps } from "./purge-deleted-apps.ts";
import { restoreApp } from "./restore-app.ts";
import { setSuspended } from "./set-suspended.ts";

const world = await openWorld();
const { db } = world.database;
beforeEach(() => {
  world.relay.mode = "up";
});

const remove = (ctx: UserContext, appId: string, typedName = "Canvas") =>
  deleteApp({ ctx, input: { appId, typedName } });
const restore = (ctx: UserContext, appId: string) => restoreApp({ ctx, input: { appId } });
const deletedOf = async (ctx: UserContext) =>
  listDeletedApps({ ctx, input: { workspaceId: await world.workspaceOf(ctx) } });
const deletedDaysAgo = (appId: string, days: number) =>
  db
    .update(apps)
    .set({ deletedAt: sql`now() - ${days} * interval '1 day'` })
    .where(eq(apps.id, appId));

async function usedApp() {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  await db.insert(appKeys).values({ id: appId, appId, label: "Server", keyHash: await sha256(appId) });
  await world.allow(ctx, appId, "https://app.example.com");
  const link = await newLink(appId);
  await world.report(sessionStarted(link), linkCreated(link), callFinished(link));
  return { ctx, appId };
}

test("says whom it would hit, in numbers", async () => {
  const { ctx, appId } = await usedApp();
  expect(await getDeletionImpact({ ctx, input: { appId } })).toEqual({
    liveSessions: 1,
    activeLinks: 1,
    keys: 1,
    callsLast7Days: 1,
  });
  const empty = await world.newApp(ctx);
  expect(await getDeletionImpact({ ctx, input: { appId: empty } })).toEqual({
    liveSessions: 0,
    activeLinks: 0,
    keys: 0,
    callsLast7Days: 0,
  });
});

test("a deleted app is refused at the relay, gone from every page, and in the audit", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  expect((await remove(ctx, appId, " Canvas ")).activation.state).toBe("active");
  expect(world.relay.entries.get(appId)).toMatchObject({ status: "deleted", version: 2 });
  await expectRefusal(getApp({ ctx, input: { appId } }), "not_found");
  expect(await listApps({ ctx, input: { workspaceId: await world.workspaceOf(ctx) } })).toEqual([]);
  expect(await deletedOf(ctx)).toMatchObject([{ id: appId, name: "Canvas", isRefused: true }]);
  const told = await db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.appId, appId), like(auditEvents.action, "app.delete")));
  expect(told).toMatchObject([{ actorId: ctx.user.id, detail: "Canvas" }]);
});

test("with the relay down it says that it is not refused there yet, until it is", async () => {
  const { ctx, appId } = await usedApp();
  world.relay.mode = "down";
  expect((await remove(ctx, appId)).activation.state).toBe("pending");
  expect(await deletedOf(ctx)).toMatchObject([{ id: appId, isRefused: false }]);
});

test.each(["", "canvas", "Canvas2"])("keeps the app when %j is typed for its name", async (typed) => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const refusal = await expectRefusal(remove(ctx, appId, typed), "invalid");
  expect(Object.keys(refusal.fields)).toEqual(["typedName"]);
  expect((await getApp({ ctx, input: { appId } })).status).toBe("active");
  expect(world.relay.entries.get(appId)).toMatchObject({ status: "active", version: 1 });
});

test("restored, it works with its origins and keys as before", async () => {
  const { ctx, appId } = await usedApp();
  const before = world.relay.entries.get(appId);
  await remove(ctx, appId);
  expect(await restore(ctx, appId)).toMatchObject({ name: "Canvas", activation: { state: "active" } });
  expect(world.relay.entries.get(appId)).toEqual({ ...before, version: (before?.version ?? 0) + 2 });
  expect((await getApp({ ctx, input: { appId } })).status).toBe("active");
  expect(await deletedOf(ctx)).toEqual([]);
  await expectRefusal(restore(ctx, appId), "not_found");
});

test("what was suspended comes back suspended", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  await setSuspended({ ctx, input: { appId, suspended: true } });
  await remove(ctx, appId);
  await restore(ctx, appId);
  expect(world.relay.entries.get(appId)).toMatchObject({ status: "suspended" });
});

test("only who manages the workspace deletes and restores, and nobody in another one", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const [developer, stranger] = [await world.newMember(appId, "developer"), await world.newUser()];
  await expectRefusal(remove(developer, appId), "forbidden");
  await expectRefusal(remove(stranger, appId), "not_found");
  await expectRefusal(getDeletionImpact({ ctx: stranger, input: { appId } }), "not_found");
  await remove(ctx, appId);
  await expectRefusal(restore(developer, appId), "forbidden");
  await expectRefusal(restore(stranger, appId), "not_found");
  const workspaceId = await world.workspaceOf(ctx);
  await expectRefusal(listDeletedApps({ ctx: stranger, input: { workspaceId } }), "not_found");
  expect(await deletedOf(ctx)).toHaveLength(1);
});

test("after seven days it cannot be restored, and what it held is forgotten for good", async () => {
  const { ctx, appId } = await usedApp();
  const kept = await usedApp();
  await remove(ctx, appId);
  await remove(kept.ctx, kept.appId);
  await deletedDaysAgo(appId, 7);
  await deletedDaysAgo(kept.appId, 6.9);
  await expectRefusal(restore(ctx, appId), "not_found");
  expect(await purgeDeletedApps({ ctx: world.service })).toBe(1);
  expect(await purgeDeletedApps({ ctx: world.service })).toBe(0);

  const left = async (id: string) => ({
    sessions: (await db.select().from(relaySessions).where(eq(relaySessions.appId, id))).length,
    origins: (await db.select().from(allowedOrigins).where(eq(allowedOrigins.appId, id))).length,
    counted: (await db.select().from(usageHourly).where(eq(usageHourly.appId, id))).length,
  });
  expect(await left(appId)).toEqual({ sessions: 0, origins: 0, counted: 1 });
  expect(await left(kept.appId)).toEqual({ sessions: 1, origins: 1, counted: 1 });
  await publishDue(world.service);
  expect(world.relay.entries.get(appId)).toMatchObject({
    name: "Deleted app",
    status: "deleted",
    origins: [],
    keyHashes: [],
  });
  await restore(kept.ctx, kept.appId);
});
