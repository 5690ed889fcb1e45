/** What is too old goes, and nothing else; a call that comes again after its row went is not counted again. */
import {
  calls,
  links,
  quarantinedEvents,
  relaySessions,
  usageHourly,
  usageLatency,
  usageLinkSlots,
  usageSlots,
} from "@agent-socket/db";
import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { callFinished, newLink, sessionEnded, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { forgetOldBooks, KEPT_DAYS } from "./forget-old-books.ts";

const world = await openWorld();
const { db } = world.database;
const owner = await world.newUser();
const days = (count: number) => sql`now() - ${count} * interval '1 day'`;

test("deletes by age, in any app, and says how much", async () => {
  const appId = await world.newApp(owner);
  const [young, old] = [await newLink(appId), await newLink(appId)];
  const oldCall = callFinished(old);
  await world.report(
    sessionStarted(young),
    sessionStarted(old),
    callFinished(young),
    oldCall,
    callFinished(old),
    sessionEnded(old),
  );
  await world.report(callFinished(young, { startedAtMs: Date.now() - 36 * 24 * 3_600_000 }));
  await db
    .update(calls)
    .set({ startedAt: days(KEPT_DAYS.calls + 1) })
    .where(eq(calls.id, oldCall.id));
  expect(await forgetOldBooks({ ctx: world.service })).toEqual({
    calls: 1,
    usage: 0,
    sessions: 0,
    quarantine: 0,
  });
  const countedBefore = await db.select().from(usageHourly).where(eq(usageHourly.appId, appId));
  expect(countedBefore.reduce((sum, row) => sum + row.calls, 0)).toBe(3);

  await db
    .update(relaySessions)
    .set({ endedAt: days(KEPT_DAYS.sessions + 1) })
    .where(eq(relaySessions.id, old.sessionId));
  await db.update(quarantinedEvents).set({ receivedAt: days(KEPT_DAYS.quarantine + 1) });
  await db.update(usageHourly).set({ hour: sql`date_trunc('hour', ${days(KEPT_DAYS.usage + 1)}, 'UTC')` });
  await db.update(usageLatency).set({ hour: sql`date_trunc('hour', ${days(KEPT_DAYS.usage + 1)}, 'UTC')` });
  expect(await forgetOldBooks({ ctx: world.service })).toMatchObject({ sessions: 1, quarantine: 1 });
  expect(await db.select().from(links).where(eq(links.appId, appId))).toHaveLength(1);
  expect(await db.select().from(calls).where(eq(calls.appId, appId))).toHaveLength(1);
  expect(await db.select().from(usageHourly).where(eq(usageHourly.appId, appId))).toEqual([]);
  expect(await forgetOldBooks({ ctx: world.service })).toEqual({
    calls: 0,
    usage: 0,
    sessions: 0,
    quarantine: 0,
  });
});

test("a call is kept for longer than its event may be late", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const startedAtMs = Date.now() - 34.9 * 24 * 3_600_000;
  const late = callFinished(link, { startedAtMs, atMs: startedAtMs });
  await world.report(late);
  await forgetOldBooks({ ctx: world.service });
  await world.report(late);
  const counted = await db.select().from(usageHourly).where(eq(usageHourly.appId, appId));
  expect(counted.map((row) => row.calls)).toEqual([1]);
});

test("slots go when no range shows them: the finest after two days, the others after forty", async () => {
  const appId = await world.newApp(owner);
  await world.report(callFinished(await newLink(appId)));
  const lengthsAfter = async (age: number) => {
    for (const table of [usageSlots, usageLinkSlots])
      await db
        .update(table)
        .set({ slot: sql`${table.slot} - ${age} * interval '1 day'` })
        .where(eq(table.appId, appId));
    await forgetOldBooks({ ctx: world.service });
    const isOfApp = eq(usageSlots.appId, appId);
    const left = await db.select().from(usageSlots).where(isOfApp).orderBy(asc(usageSlots.minutes));
    return {
      minutes: left.map(({ minutes }) => minutes),
      links: await db.$count(usageLinkSlots, eq(usageLinkSlots.appId, appId)),
    };
  };
  expect(await lengthsAfter(1)).toEqual({ minutes: [2, 60, 360, 1440], links: 1 });
  expect(await lengthsAfter(2)).toEqual({ minutes: [60, 360, 1440], links: 1 });
  expect(await lengthsAfter(36)).toEqual({ minutes: [60, 360, 1440], links: 1 });
  expect(await lengthsAfter(3)).toEqual({ minutes: [], links: 0 });
});
