/** Usage is exact and rows tell the truth, however the relay's events are repeated, reordered and interleaved. */
import {
  calls,
  links,
  quarantinedEvents,
  refusedOrigins,
  relaySessions,
  usageHourly,
} from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { newAppId } from "@agent-socket/protocol";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  callFinished,
  linkCreated,
  linkOpened,
  linkRevoked,
  newLink,
  originRefused,
  sessionEnded,
  sessionPresence,
  sessionStarted,
} from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";

const world = await openWorld();
const { db } = world.database;
const owner = await world.newUser();

const rowsOf = async (appId: string) => ({
  sessions: await db.select().from(relaySessions).where(eq(relaySessions.appId, appId)),
  links: await db.select().from(links).where(eq(links.appId, appId)),
  calls: await db.select().from(calls).where(eq(calls.appId, appId)),
  usage: await db.select().from(usageHourly).where(eq(usageHourly.appId, appId)),
  refused: await db.select().from(refusedOrigins).where(eq(refusedOrigins.appId, appId)),
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

test("tells a whole story", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const startedAtMs = Date.now() - 10_000;
  const at = (seconds: number) => ({ atMs: startedAtMs + seconds * 1000 });
  await world.report(
    sessionStarted(link, at(0)),
    linkCreated(link, { ...at(1), label: "user-42", maxCalls: 10, readOnly: true, tools: ["read"] }),
    linkOpened(link, { ...at(2), client: "claude" }),
    callFinished(link, { ...at(4), startedAtMs: startedAtMs + 3000, client: "chatgpt" }),
    callFinished(link, { ...at(5), startedAtMs: startedAtMs + 5000, outcome: "tool_error", client: null }),
    sessionPresence(link, { ...at(6), online: false, toolCount: 7 }),
    linkRevoked(link, { ...at(7), by: "holder" }),
    sessionEnded(link, { ...at(8), reason: "expired" }),
  );
  const rows = await rowsOf(appId);
  const time = (seconds: number) => new Date(startedAtMs + seconds * 1000);
  expect(rows.sessions).toMatchObject([
    {
      id: link.sessionId,
      origin: "https://app.example.com",
      sdk: "js/0.1.0",
      online: false,
      toolCount: 7,
      startedAt: time(0),
      lastSeenAt: time(8),
      endedAt: time(8),
      endReason: "expired",
    },
  ]);
  expect(rows.links).toMatchObject([
    {
      tokenId: link.tokenId,
      label: "user-42",
      readOnly: true,
      tools: ["read"],
      maxCalls: 10,
      createdAt: time(1),
      openedAt: time(2),
      lastUsedAt: time(5),
      client: "chatgpt",
      calls: 2,
      errors: 1,
      revokedAt: time(7),
      revokedBy: "holder",
    },
  ]);
  expect(rows.calls).toHaveLength(2);
  expect(rows.usage.map(({ outcome, calls: counted }) => [outcome, counted]).toSorted()).toEqual([
    ["ok", 1],
    ["tool_error", 1],
  ]);
});

test("a call that arrives before its session and its link is kept, and both are completed later", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const atMs = Date.now() - 5000;
  await world.report(callFinished(link, { atMs: atMs + 2000, startedAtMs: atMs + 1000 }));
  expect((await rowsOf(appId)).links).toMatchObject([
    { label: null, calls: 1, createdAt: new Date(atMs + 1000) },
  ]);
  await world.report(linkCreated(link, { atMs: atMs + 500 }));
  await world.report(sessionStarted(link, { atMs }));
  const rows = await rowsOf(appId);
  expect(rows.links).toMatchObject([{ label: "user-42", calls: 1, createdAt: new Date(atMs + 500) }]);
  expect(rows.sessions).toMatchObject([{ online: true, startedAt: new Date(atMs), toolCount: 5 }]);
});

test("a link counts as opened since its first use, whichever news of it comes first", async () => {
  const appId = await world.newApp(owner);
  const [one, two] = [await newLink(appId), await newLink(appId)];
  const atMs = Date.now() - 5000;
  for (const link of [one, two]) {
    const news = [
      linkOpened(link, { atMs: atMs + 1000 }),
      callFinished(link, { startedAtMs: atMs, atMs: atMs + 20 }),
    ];
    for (const event of link === one ? news : news.toReversed()) await world.report(event);
  }
  expect((await rowsOf(appId)).links.map(({ openedAt }) => openedAt?.getTime())).toEqual([atMs, atMs]);
});

test("late news does not overwrite newer news", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const atMs = Date.now() - 5000;
  const newest = { toolCount: 9, toolNames: ["read", "write"] };
  await world.report(sessionPresence(link, { atMs: atMs + 2000, online: false, ...newest }));
  await world.report(sessionPresence(link, { atMs: atMs + 1000, online: true, toolCount: 3 }));
  await world.report(sessionStarted(link, { atMs }));
  expect((await rowsOf(appId)).sessions).toMatchObject([{ online: false, ...newest, sdk: "js/0.1.0" }]);
});

test("a relay that does not name the tools yet is understood", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  await world.report(sessionStarted(link, { toolNames: undefined }));
  expect((await rowsOf(appId)).sessions).toMatchObject([{ toolCount: 5, toolNames: null }]);
});

const CLIENTS = ["claude", null, "curl"];

/** Every fact of one app once; the same rows must come of it in any order, with repeats, in any batches. */
async function story(appId: string): Promise<RelayEvent[]> {
  const now = Date.now();
  const [one, two] = [await newLink(appId), await newLink(appId)];
  const third = await newLink(appId, one.sessionId);
  let step = 0;
  const at = () => ({ atMs: now - 60_000 + 1000 * step++ });
  return [
    sessionStarted(one, at()),
    sessionStarted(two, at()),
    linkCreated(one, at()),
    linkCreated(two, { ...at(), label: null, expiresAtMs: now + 1000 }),
    linkCreated(third, at()),
    linkOpened(one, { ...at(), client: "browser" }),
    ...Array.from({ length: 12 }, (_, index) => {
      const startedAtMs = now - 50_000 + index * 1000;
      const outcome = index % 4 === 0 ? "app_offline" : "ok";
      return callFinished(index % 2 === 0 ? one : third, {
        startedAtMs,
        atMs: startedAtMs + 500,
        outcome,
        client: CLIENTS[index % 3] ?? null,
      });
    }),
    // The hour before: another bucket of the roll-up.
    callFinished(two, { startedAtMs: now - 3_600_000, atMs: now - 3_599_000 }),
    sessionPresence(one, { ...at(), online: false }),
    originRefused(appId, at()),
    originRefused(appId, at()),
    originRefused(appId, { ...at(), origin: null, code: "app_key_required" }),
    linkRevoked(third, { ...at(), by: "app" }),
    sessionEnded(two, at()),
  ];
}

/** Rows without what differs between two tellings of the same story, in an order that does not depend on ids. */
const comparable = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  Object.values(rows).map((table) =>
    table
      .map((row) =>
        JSON.stringify(row, (key, value: unknown) =>
          /^(appId|id|sessionId|tokenId|requestId)$/.test(key) ? undefined : value,
        ),
      )
      .toSorted(),
  );

test("any order, any repeats, any batches, at the same time: the same rows and sums", async () => {
  const plan = fc.record({
    order: fc.infiniteStream(fc.nat()),
    repeats: fc.integer({ min: 1, max: 3 }),
    batches: fc.integer({ min: 1, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ order, repeats, batches }) => {
      const appId = await world.newApp(owner);
      const events = await story(appId);
      const keyed = Array.from({ length: repeats }, () => events)
        .flat()
        .map((event) => ({ event, key: order.next().value }))
        .toSorted((a, b) => a.key - b.key);
      const parts = Array.from({ length: batches }, (_, part) =>
        keyed.filter((_item, index) => index % batches === part).map(({ event }) => event),
      );
      await Promise.all(parts.map((part) => world.report(...part)));
      const rows = await rowsOf(appId);
      expect(rows.calls).toHaveLength(13);
      expect(sum(rows.usage.map((row) => row.calls))).toBe(13);
      expect(sum(rows.links.map((row) => row.calls))).toBe(13);
      expect(sum(rows.links.map((row) => row.errors))).toBe(3);
      expect(rows.refused.map(({ count }) => count).toSorted()).toEqual([1, 2]);
      expect(rows.sessions.filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
      expect(rows.links.filter(({ revokedBy }) => revokedBy === "app")).toHaveLength(1);
      expect(rows.links.filter(({ label }) => label === "user-42")).toHaveLength(2);
    }),
    { numRuns: 12 },
  );
});

test("in order or one by one from the last to the first: equal rows", async () => {
  const forwards = await world.newApp(owner);
  const events = await story(forwards);
  await world.report(...events);
  const backwards = await world.newApp(owner);
  for (const event of events.toReversed())
    await world.report({ ...event, id: `${event.id.slice(0, 30)}-again`, appId: backwards });
  expect(comparable(await rowsOf(backwards))).toEqual(comparable(await rowsOf(forwards)));
});

test("an event of one app never touches rows of another", async () => {
  const [mine, theirs] = [await world.newApp(owner), await world.newApp(await world.newUser())];
  const link = await newLink(mine);
  await world.report(sessionStarted(link), linkCreated(link));
  const before = await rowsOf(mine);
  const forged = { ...link, appId: theirs };
  await world.report(sessionEnded(forged), linkRevoked(forged), callFinished(forged));
  expect(await rowsOf(mine)).toEqual(before);
});

test("too old, from the future, of an unknown app: set aside, and the rest of the batch counts", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  const day = 24 * 3_600_000;
  const old = callFinished(link, { atMs: Date.now(), startedAtMs: Date.now() - 36 * day });
  const early = callFinished(link, { atMs: Date.now() + 6 * 60_000 });
  const stranger = callFinished({ ...link, appId: newAppId() });
  await world.report(old, early, stranger, callFinished(link));
  await world.report(old);
  expect((await rowsOf(appId)).calls).toHaveLength(1);
  const kept = await db.select().from(quarantinedEvents);
  expect(kept.map(({ id, reason }) => [id, reason]).toSorted()).toEqual(
    [
      [old.id, "too_old"],
      [early.id, "in_the_future"],
      [stranger.id, "unknown_app"],
    ].toSorted(),
  );
});

test("hostile texts are stored as harmless lines", async () => {
  const appId = await world.newApp(owner);
  const link = await newLink(appId);
  await world.report(
    sessionStarted(link, {
      origin: `https://a.example\u0000${"x".repeat(1000)}`,
      sdk: "\u202Ejs",
      toolNames: ["\u202Eread\n", "\u0000"],
    }),
    linkCreated(link, { label: "a\u0000\u200Bb\nc" }),
    callFinished(link, { client: `c${"\u0000".repeat(50)}` }),
  );
  const rows = await rowsOf(appId);
  expect(rows.links).toMatchObject([{ label: "ab c", client: "c" }]);
  expect(rows.sessions[0]?.origin).toHaveLength(300);
  expect(rows.sessions[0]).toMatchObject({ sdk: "js", toolNames: ["read"] });
});

test("a flood of refused origins leaves the newest 200", async () => {
  const appId = await world.newApp(owner);
  const atMs = Date.now() - 300_000;
  const flood = Array.from({ length: 250 }, (_, index) =>
    originRefused(appId, { atMs: atMs + index * 1000, origin: `https://o${index}.example` }),
  );
  await world.report(...flood.slice(0, 100));
  await world.report(...flood.slice(100, 200));
  await world.report(...flood.slice(200));
  const { refused } = await rowsOf(appId);
  expect(refused).toHaveLength(200);
  expect(refused.map(({ origin }) => origin)).toContain("https://o249.example");
  expect(refused.map(({ origin }) => origin)).not.toContain("https://o49.example");
});
