/** Messages that are written together count as if each were written alone, and none spoils another. */
import { randomUUID } from "node:crypto";
import { calls, links, usageHourly, usageSlots } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { and, eq, sum } from "drizzle-orm";
import { expect, test } from "vitest";
import { callFinished, linkCreated, newLink } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { ingestTogether } from "./ingest-together.ts";

const world = await openWorld();
const { db } = world.database;
const owner = await world.newUser();
const send = (input: readonly RelayEvent[], messageId: string = randomUUID()) =>
  ingestTogether({ ctx: world.service, messageId, input });
const sendAll = (messages: readonly (readonly RelayEvent[])[]) => messages.map((input) => send(input));

async function countsOf(appId: string) {
  const total = async (table: typeof usageHourly | typeof usageSlots) => {
    const isHour = table === usageSlots ? eq(usageSlots.minutes, 60) : undefined;
    const [row] = await db
      .select({ calls: sum(table.calls).mapWith(Number) })
      .from(table)
      .where(and(eq(table.appId, appId), isHour));
    return row?.calls ?? 0;
  };
  const used = await db.select({ calls: links.calls }).from(links).where(eq(links.appId, appId));
  return {
    rows: await db.$count(calls, eq(calls.appId, appId)),
    hourly: await total(usageHourly),
    slots: await total(usageSlots),
    links: used.reduce((all, link) => all + link.calls, 0),
  };
}

const all = (count: number) => ({ rows: count, hourly: count, slots: count, links: count });

test("many messages at once, each of them three times, of several apps: each call counts once", async () => {
  const appIds = await Promise.all(["a", "b", "c"].map((name) => world.newApp(owner, name)));
  const appLinks = await Promise.all(appIds.map((appId) => newLink(appId)));
  const events = Array.from({ length: 90 }, (_, index) =>
    appLinks.map((link) => callFinished(link, { tool: `t${index % 4}` })),
  );
  const messages = events.flatMap((round) => [round, round.slice(0, 2), round.slice(1)]);
  const accepted = await Promise.all(sendAll(messages));
  expect(accepted.map((taken) => taken?.accepted)).toEqual(messages.map(({ length }) => length));
  for (const appId of appIds) expect(await countsOf(appId)).toEqual(all(90));
});

test("a message that the database refuses fails alone", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const good = Array.from({ length: 5 }, () => [callFinished(link)]);
  const poison = [callFinished(link), callFinished(link, { requestId: "\u0000" })];
  const outcomes = await Promise.allSettled(sendAll([...good.slice(0, 3), poison, ...good.slice(3)]));
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 3 }, () => "fulfilled"),
    "rejected",
    ...Array.from({ length: 2 }, () => "fulfilled"),
  ]);
  expect(await countsOf(appId)).toEqual(all(5));
});

test("an app whose row somebody holds keeps no other app waiting", async () => {
  const [held, free] = [await world.newApp(owner), await world.newApp(owner)];
  const [heldLink, freeLink] = [await newLink(held), await newLink(free)];
  let waiting: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await tx.execute(`select 1 from apps where id = '${held}' for update`);
    waiting = Promise.all([
      send([callFinished(heldLink)]),
      send([linkCreated(heldLink), callFinished(heldLink)]),
    ]);
    await send([callFinished(freeLink)]);
    expect(await countsOf(free)).toEqual(all(1));
  });
  await waiting;
  expect(await countsOf(held)).toEqual(all(2));
});

test("a message is taken once, also when its copies race; one that failed was not taken", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const copies = await Promise.all(
    Array.from({ length: 6 }, () => send([callFinished(link)], `copied ${appId}`)),
  );
  expect(copies.filter((taken) => taken !== null)).toEqual([{ accepted: 1 }]);
  expect(await countsOf(appId)).toEqual(all(1));

  await expect(send([callFinished(link, { requestId: "\u0000" })], `failed ${appId}`)).rejects.toThrow(
    "Failed query",
  );
  expect(await send([callFinished(link)], `failed ${appId}`)).toEqual({ accepted: 1 });
  expect(await countsOf(appId)).toEqual(all(2));
});
