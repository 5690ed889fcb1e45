/** Quotas: counted from the books, enforced by what the relay is told, said to the app's people in time. */
import { appQuotas, apps } from "@agent-socket/db";
import { newAppId } from "@agent-socket/protocol";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { callFinished, newLink, sessionPresence, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { getQuota } from "./get-quota.ts";
import { monthOf, type Quota } from "./quota.ts";
import { setQuota } from "./set-quota.ts";
import { weigh, weighQuotas } from "./weigh-quotas.ts";

const world = await openWorld();
const { db } = world.database;
const NO_LIMIT: Quota = { callsPerMonth: null, liveSessions: null };
const round = (defaults = NO_LIMIT) => weighQuotas(world.service, defaults);
const atRelay = (appId: string) => world.relay.entries.get(appId)?.usedUp;
const { toMs: monthEndsMs } = monthOf(Date.now());
const makeCalls = async (appId: string, count: number, more = {}) => {
  const link = await newLink(appId);
  await world.report(...Array.from({ length: count }, () => callFinished(link, more)));
  return link;
};

test("an app that used up its calls is refused until the month ends, and its managers hear of it once a stage", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  await world.newMember(appId, "developer");
  await setQuota({ ctx: world.service, input: { appId, callsPerMonth: 10 } });
  await makeCalls(appId, 7);
  await round();
  expect(await world.mailsTo(ctx.user.email)).toEqual([]);
  await makeCalls(appId, 1);
  await round();
  await round();
  expect(await world.mailsTo(ctx.user.email)).toEqual([expect.stringContaining("has used 80% of its calls")]);
  expect(atRelay(appId)).toEqual({ callsUntilMs: null, sessions: false });
  await makeCalls(appId, 2);
  await round();
  await round();
  expect(await world.mailsTo(ctx.user.email)).toHaveLength(2);
  expect(atRelay(appId)).toEqual({ callsUntilMs: monthEndsMs, sessions: false });
  const input = { appId, defaults: NO_LIMIT };
  expect(await getQuota({ ctx, input })).toEqual({
    quota: { callsPerMonth: 10, liveSessions: null },
    use: { calls: 10, liveSessions: 0 },
    monthEndsMs,
    refuses: { calls: true, sessions: false },
  });
});

test("a larger quota, and a new month, open the app again", async () => {
  const ctx = await world.newUser();
  const [grown, renewed] = [await world.newApp(ctx), await world.newApp(ctx)];
  for (const appId of [grown, renewed]) {
    await setQuota({ ctx: world.service, input: { appId, callsPerMonth: 1 } });
    await makeCalls(appId, 1);
  }
  await round();
  await setQuota({ ctx: world.service, input: { appId: grown, callsPerMonth: 2 } });
  await round();
  expect(atRelay(grown)).toMatchObject({ callsUntilMs: null });
  expect(atRelay(renewed)).toMatchObject({ callsUntilMs: monthEndsMs });
  expect(await weigh(db, renewed, NO_LIMIT, monthEndsMs + 1)).toEqual({ isChanged: true, toldPercent: null });
});

test("setting the same twice is setting it once; nobody sets one of an app that is not there", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  for (let time = 0; time < 2; time++)
    await setQuota({ ctx: world.service, input: { appId, callsPerMonth: 5, liveSessions: 6 } });
  await setQuota({ ctx: world.service, input: { appId, liveSessions: null } });
  expect(await db.select().from(appQuotas).where(eq(appQuotas.appId, appId))).toMatchObject([
    { callsPerMonth: 5, liveSessions: null },
  ]);
  await expectRefusal(setQuota({ ctx: world.service, input: { appId: "as_app_none" } }), "not_found");
});

test("what never reached the app uses nothing up", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  for (const outcome of ["invalid_input", "app_offline", "too_many_inflight"] as const)
    await makeCalls(appId, 3, { outcome });
  await makeCalls(appId, 1, { outcome: "tool_error" });
  const { use } = await getQuota({ ctx, input: { appId, defaults: NO_LIMIT } });
  expect(use.calls).toBe(1);
});

test("live sessions are those whose app is there; when one goes, there is room again", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const defaults = { callsPerMonth: null, liveSessions: 2 };
  const [first, second] = [await newLink(appId), await newLink(appId)];
  const entryVersion = 1;
  await world.report(sessionStarted(first, { entryVersion }), sessionStarted(second, { entryVersion }));
  await round(defaults);
  expect(atRelay(appId)).toMatchObject({ sessions: true });
  expect(world.relay.refreshed.get(first.sessionId)).toBe(2);
  await world.report(sessionPresence(first, { online: false, atMs: Date.now() + 1 }));
  await round(defaults);
  expect(atRelay(appId)).toMatchObject({ sessions: false });
  await setQuota({ ctx: world.service, input: { appId, liveSessions: 1 } });
  await round(defaults);
  expect(atRelay(appId)).toMatchObject({ sessions: true });
});

test("without limits nothing is weighed and nothing is published; an app of which nothing is new is left alone", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  await makeCalls(appId, 5);
  await round();
  expect(await db.select().from(appQuotas).where(eq(appQuotas.appId, appId))).toEqual([]);
  const enough = { callsPerMonth: 100, liveSessions: null };
  await round(enough);
  const versionOf = async () =>
    (await db.select().from(apps).where(eq(apps.id, appId))).map((app) => app.registryVersion);
  expect(await versionOf()).toEqual([1]);
  expect(await db.select().from(appQuotas).where(eq(appQuotas.appId, appId))).toMatchObject([
    { callsUntil: null, sessionsUsedUp: false },
  ]);
});

test("a relay that is down learns of it later, by the outbox", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  await setQuota({ ctx: world.service, input: { appId, callsPerMonth: 0 } });
  world.relay.mode = "down";
  await round();
  world.relay.mode = "up";
  expect(atRelay(appId)).toMatchObject({ callsUntilMs: null });
  const waiting = await db.query.registryOutbox.findMany({
    where: (row, { eq: is }) => is(row.appId, appId),
  });
  expect(waiting).toMatchObject([{ version: 2 }]);
});

test("the months of a year follow each other", () => {
  expect(monthOf(Date.UTC(2026, 11, 31, 23, 59))).toEqual({
    fromMs: Date.UTC(2026, 11, 1),
    toMs: Date.UTC(2027, 0, 1),
  });
});

test("cannot reach another workspace, and a viewer sees it", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  const appId = await world.newApp(ctx);
  const viewer = await world.newMember(appId, "viewer");
  const input = { appId, defaults: NO_LIMIT };
  await expectRefusal(getQuota({ ctx: stranger, input }), "not_found");
  expect(await getQuota({ ctx: viewer, input })).toMatchObject({ use: { calls: 0 } });
});

test("however many apps are refused already, one of which something is new is weighed in the next round", async () => {
  const [crowded, ctx] = [await world.newUser(), await world.newUser()];
  const [model] = await db
    .select()
    .from(apps)
    .where(eq(apps.id, await world.newApp(crowded)));
  if (model === undefined) throw new Error("The app is not there.");
  const crowd = Array.from({ length: 250 }, () => ({ ...model, id: newAppId() }));
  await db.insert(apps).values(crowd);
  await db.insert(appQuotas).values(
    crowd.map(({ id, activity }) => ({
      appId: id,
      sessionsUsedUp: true,
      countedActivity: activity,
      liveSessions: 0,
    })),
  );
  const appId = await world.newApp(ctx);
  await setQuota({ ctx: world.service, input: { appId, callsPerMonth: 1 } });
  await makeCalls(appId, 1);
  await round();
  expect(atRelay(appId)).toMatchObject({ callsUntilMs: monthEndsMs });
});
