/** Signed events whose values no column can hold, as a clock that jumped or a fault of the relay's could make them. */
import { calls, links, relaySessions } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { callFinished, linkCreated, newLink, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";

const world = await openWorld();
const { db } = world.database;
const owner = await world.newUser();
const MOST = 2 ** 31 - 1;

test("numbers that are out of all bounds are held to what can be stored, and the call counts", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  await world.report(
    sessionStarted(link, { toolCount: 1e308 }),
    linkCreated(link, { maxCalls: 2 ** 53 + 2, expiresAtMs: 1e308 }),
    callFinished(link, {
      httpStatus: -1e308,
      durationMs: 2 ** 40,
      appMs: -0.6,
      requestBytes: 1e308,
      responseBytes: 0.4,
    }),
  );
  expect(await db.select().from(relaySessions).where(eq(relaySessions.appId, appId))).toMatchObject([
    { toolCount: MOST },
  ]);
  const [kept] = await db.select().from(links).where(eq(links.appId, appId));
  expect(kept).toMatchObject({ maxCalls: MOST, calls: 1 });
  expect(kept?.expiresAt?.getUTCFullYear()).toBe(9999);
  expect(await db.select().from(calls).where(eq(calls.appId, appId))).toMatchObject([
    { httpStatus: 0, durationMs: MOST, appMs: 0, requestBytes: MOST, responseBytes: 0 },
  ]);
});

test("names of tools that a link allows are stored as harmless lines", async () => {
  const appId = await world.newApp(owner);
  await world.report(linkCreated(await newLink(appId), { tools: ["\u202Eread\n", "\u0000"] }));
  expect(await db.select().from(links).where(eq(links.appId, appId))).toMatchObject([{ tools: ["read"] }]);
});
