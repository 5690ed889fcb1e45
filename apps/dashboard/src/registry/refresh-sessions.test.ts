/** A change holds for those who are connected already, before it counts as active. */
import { registryOutbox, relaySessions } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newLink, sessionEnded, sessionPresence, sessionStarted } from "../../test/relay-event.ts";
import { openWorld } from "../../test/world.ts";
import { addOrigins } from "../features/origins/add-origins.ts";
import { removeOrigin } from "../features/origins/remove-origin.ts";
import { publishDue } from "./publish-due.ts";

const world = await openWorld();
const { db } = world.database;
const ctx = await world.newUser();
beforeEach(() => {
  world.relay.mode = "up";
});

const ORIGIN = "https://a.example";
async function appWithSession(entryVersion = 2) {
  const appId = await world.newApp(ctx);
  await world.allow(ctx, appId, ORIGIN);
  const session = await newLink(appId);
  await world.report(sessionStarted(session, { entryVersion, atMs: Date.now() - 1000 }));
  return { appId, session };
}
const rowOf = async ({ appId, sessionId }: { appId: string; sessionId: string }) =>
  (
    await db
      .select()
      .from(relaySessions)
      .where(and(eq(relaySessions.appId, appId), eq(relaySessions.id, sessionId)))
  )[0];
const outboxOf = (appId: string) => db.select().from(registryOutbox).where(eq(registryOutbox.appId, appId));
const versionOf = (sessionId: string) => world.relay.refreshed.get(sessionId);
const makeAllDue = () => db.update(registryOutbox).set({ nextAttemptAt: sql`now() - interval '1 second'` });

test("a session at work is told of the change, and the change is active after that", async () => {
  const { appId, session } = await appWithSession();
  const { activation } = await addOrigins({ ctx, input: { appId, text: "https://b.example" } });
  expect(activation).toMatchObject({ state: "active" });
  expect(versionOf(session.sessionId)).toBe(3);
  expect(await rowOf(session)).toMatchObject({ entryVersion: 3, online: true, isRefused: false });
});

test("a session that the change shuts out is shown as gone, and hears when it is allowed again", async () => {
  const { appId, session } = await appWithSession();
  world.relay.refused.add(session.sessionId);
  await removeOrigin({ ctx, input: { appId, origin: ORIGIN } });
  expect(await rowOf(session)).toMatchObject({ entryVersion: 3, online: false, isRefused: true });
  world.relay.refused.delete(session.sessionId);
  await addOrigins({ ctx, input: { appId, text: ORIGIN } });
  expect(versionOf(session.sessionId)).toBe(4);
  expect(await rowOf(session)).toMatchObject({ entryVersion: 4, isRefused: false });
  await world.report(sessionPresence(session, { online: true, entryVersion: 4, atMs: Date.now() + 1 }));
  expect(await rowOf(session)).toMatchObject({ online: true, isRefused: false });
});

test("sessions that are away or over are left in peace", async () => {
  const { appId, session } = await appWithSession();
  const over = await newLink(appId);
  await world.report(
    sessionPresence(session, { online: false, entryVersion: 2 }),
    sessionStarted(over, { entryVersion: 2 }),
    sessionEnded(over),
  );
  await addOrigins({ ctx, input: { appId, text: "https://b.example" } });
  expect(versionOf(session.sessionId)).toBeUndefined();
  expect(versionOf(over.sessionId)).toBeUndefined();
});

test("one that connected by an older entry is told as soon as the relay reports it", async () => {
  const { appId, session } = await appWithSession(1);
  expect(await outboxOf(appId)).toHaveLength(1);
  await makeAllDue();
  await publishDue(world.service);
  expect(versionOf(session.sessionId)).toBe(2);
  expect(await outboxOf(appId)).toEqual([]);
});

test("one that the relay does not know any more is not asked for again", async () => {
  const { appId, session } = await appWithSession();
  world.relay.gone.add(session.sessionId);
  const { activation } = await addOrigins({ ctx, input: { appId, text: "https://b.example" } });
  expect(activation.state).toBe("active");
  expect(await rowOf(session)).toMatchObject({ online: false, entryVersion: 3 });
});

test("with the relay down nothing is lost: the change is pending until the session was told", async () => {
  const { appId, session } = await appWithSession();
  world.relay.mode = "down";
  const { activation } = await removeOrigin({ ctx, input: { appId, origin: ORIGIN } });
  expect(activation.state).toBe("pending");
  world.relay.mode = "up";
  await makeAllDue();
  await publishDue(world.service);
  expect(versionOf(session.sessionId)).toBe(3);
  expect(await outboxOf(appId)).toEqual([]);
});

test("many sessions are told a hundred at a time, and the change is pending until the last", async () => {
  const appId = await world.newApp(ctx);
  await world.allow(ctx, appId, ORIGIN);
  const sessions = await Promise.all(Array.from({ length: 130 }, () => newLink(appId)));
  for (let start = 0; start < sessions.length; start += 65)
    await world.report(
      ...sessions.slice(start, start + 65).map((session) => sessionStarted(session, { entryVersion: 2 })),
    );
  const { activation } = await removeOrigin({ ctx, input: { appId, origin: ORIGIN } });
  expect(activation).toEqual({
    state: "pending",
    reason: "30 of its live sessions have not taken it up yet.",
  });
  await makeAllDue();
  await publishDue(world.service);
  expect(sessions.map(({ sessionId }) => versionOf(sessionId))).toEqual(sessions.map(() => 3));
  expect(await outboxOf(appId)).toEqual([]);
});
