/** Making, listing, reading and renaming apps. */
import { apps, auditEvents, registryOutbox } from "@agent-socket/db";
import { isAppId } from "@agent-socket/protocol";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { callFinished, newLink, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { createApp } from "./create-app.ts";
import { getApp } from "./get-app.ts";
import { listApps } from "./list-apps.ts";
import { renameApp } from "./rename-app.ts";

const world = await openWorld();
const { db } = world.database;
const makeApp = async (ctx: UserContext, input: { name: string; origin?: string }) =>
  createApp({ ctx, input: { workspaceId: await world.workspaceOf(ctx), ...input } });
const appsOf = async (ctx: UserContext) =>
  listApps({ ctx, input: { workspaceId: await world.workspaceOf(ctx) } });
beforeEach(() => {
  world.relay.mode = "up";
});

test("a new app is known at the relay at once, and in the audit", async () => {
  const ctx = await world.newUser();
  const app = await makeApp(ctx, { name: "  Pixel\n canvas " });
  expect(isAppId(app.id)).toBe(true);
  expect(app).toMatchObject({ name: "Pixel canvas", activation: { state: "active" } });
  expect(world.relay.entries.get(app.id)).toEqual({
    version: 1,
    appId: app.id,
    name: "Pixel canvas",
    status: "active",
    origins: [],
    keyHashes: [],
    linkCalls: "all",
    usedUp: { callsUntilMs: null, sessions: false },
    holdForMs: 7 * 86_400_000,
  });
  expect(await db.select().from(registryOutbox).where(eq(registryOutbox.appId, app.id))).toEqual([]);
  expect(await db.select().from(auditEvents).where(eq(auditEvents.appId, app.id))).toMatchObject([
    {
      action: "app.create",
      actorId: ctx.user.id,
      ipAddress: "192.0.2.1",
      requestId: ctx.requestId,
      subject: app.id,
    },
  ]);
});

test("a new app may bring its first origin, normalised; one that is none refuses the whole", async () => {
  const ctx = await world.newUser();
  const app = await makeApp(ctx, { name: "Canvas", origin: " HTTPS://App.Example.com:443 " });
  expect(world.relay.entries.get(app.id)).toMatchObject({ origins: ["https://app.example.com"] });
  const wrong = makeApp(ctx, { name: "Other", origin: "https://app.example.com/path" });
  expect(Object.keys((await expectRefusal(wrong, "invalid")).fields)).toEqual(["origin"]);
  expect(await appsOf(ctx)).toHaveLength(1);
});

test("with the relay down the app is made, and says that it is not active there yet", async () => {
  const ctx = await world.newUser();
  world.relay.mode = "down";
  const app = await makeApp(ctx, { name: "Canvas" });
  expect(app.activation).toEqual({ state: "pending", reason: "The relay answered with status 503." });
  expect((await getApp({ ctx, input: { appId: app.id } })).registry).toMatchObject({
    state: "pending",
    reason: "The relay answered with status 503.",
  });
});

test.each(["", " \n ", "\u200B", "x".repeat(129)])("refuses the name %j", async (name) => {
  const ctx = await world.newUser();
  const refusal = await expectRefusal(makeApp(ctx, { name }), "invalid");
  expect(Object.keys(refusal.fields)).toEqual(["name"]);
  expect(await appsOf(ctx)).toEqual([]);
});

test("a viewer makes no app, and nobody makes one in another workspace or sees its apps", async () => {
  const ctx = await world.newUser();
  const workspaceId = await world.workspaceOf(ctx);
  const viewer = await world.newMember(workspaceId, "viewer");
  await expectRefusal(makeApp(viewer, { name: "Mine" }), "forbidden");
  const stranger = await world.newUser();
  for (const place of [workspaceId, "", "\u0000", crypto.randomUUID()]) {
    const input = { workspaceId: place, name: "Theirs" };
    await expectRefusal(createApp({ ctx: stranger, input }), "not_found");
    await expectRefusal(listApps({ ctx: stranger, input }), "not_found");
  }
  expect(await appsOf(ctx)).toEqual([]);
});

test("lists the apps of the caller's workspaces with what goes on in each, newest first, and no others", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  const quiet = await world.newApp(ctx, "Quiet");
  const busy = await world.newApp(ctx, "Busy");
  await world.newApp(stranger, "Strange");
  const link = await newLink(busy);
  const startedAtMs = Date.now() - 1000;
  await world.report(
    sessionStarted(link),
    callFinished(link, { startedAtMs }),
    callFinished(link, { startedAtMs: startedAtMs - 25 * 3_600_000, atMs: startedAtMs }),
  );
  expect(await appsOf(ctx)).toMatchObject([
    { id: busy, name: "Busy", status: "active", liveSessions: 1, callsLast24h: 1, lastCallAtMs: startedAtMs },
    { id: quiet, name: "Quiet", liveSessions: 0, callsLast24h: 0, lastCallAtMs: null },
  ]);
});

test("shows one app with the caller's role", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx, "Canvas");
  const viewer = await world.newMember(appId, "viewer");
  expect(await getApp({ ctx, input: { appId } })).toMatchObject({
    id: appId,
    name: "Canvas",
    role: "owner",
    mayChange: true,
    registry: { state: "active" },
  });
  expect(await getApp({ ctx: viewer, input: { appId } })).toMatchObject({ role: "viewer", mayChange: false });
});

test("another workspace's app, a deleted one, one that never was: the same answer", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  const theirs = await world.newApp(stranger);
  const deleted = await world.newApp(ctx);
  await db.update(apps).set({ status: "deleted", deletedAt: new Date() }).where(eq(apps.id, deleted));
  const answers = await Promise.all(
    [theirs, deleted, "as_app_0000000000000", "as_app_anon", "", "\u0000", "'"].map((appId) =>
      expectRefusal(getApp({ ctx, input: { appId } }), "not_found"),
    ),
  );
  expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
  expect(await appsOf(ctx)).toEqual([]);
});

test("renames an app here and at the relay", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx, "Old");
  const { activation } = await renameApp({ ctx, input: { appId, name: "New" } });
  expect(activation.state).toBe("active");
  expect(world.relay.entries.get(appId)).toMatchObject({ name: "New", version: 2 });
  expect((await getApp({ ctx, input: { appId } })).name).toBe("New");
});

test("the same name again makes no new version and no audit record", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx, "Same");
  expect((await renameApp({ ctx, input: { appId, name: "Same" } })).activation.state).toBe("active");
  expect(world.relay.entries.get(appId)?.version).toBe(1);
  expect(await db.select().from(auditEvents).where(eq(auditEvents.appId, appId))).toHaveLength(1);
});

test("refuses to rename: without a name, for a viewer, for another workspace", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx, "Kept");
  const viewer = await world.newMember(appId, "viewer");
  await expectRefusal(renameApp({ ctx, input: { appId, name: " " } }), "invalid");
  await expectRefusal(renameApp({ ctx: viewer, input: { appId, name: "Taken" } }), "forbidden");
  await expectRefusal(
    renameApp({ ctx: await world.newUser(), input: { appId, name: "Taken" } }),
    "not_found",
  );
  expect((await getApp({ ctx, input: { appId } })).name).toBe("Kept");
});
