/** The status says what is true, and costs a stranger's questions little. */
import { createDb, links, quarantinedEvents, registryOutbox } from "@agent-socket/db";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { linkCreated, newLink, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { publishApp } from "../../registry/publish-app.ts";
import { checkStatus, type Part } from "./check-status.ts";
import { readBacklog } from "./read-backlog.ts";

const world = await openWorld();
const { db } = world.database;
const ctx = await world.newUser();
const appId = await world.newApp(ctx);
await publishApp(world.service, appId);
const status = (service = world.service) =>
  checkStatus({ ctx: service, input: { relayUrl: world.relay.url } });
const part = async (name: Part["name"], service = world.service) =>
  (await status(service)).parts.find((one) => one.name === name);

beforeEach(() => {
  world.relay.mode = "up";
});

test("all is well while database and relay answer and nothing waits", async () => {
  expect(await status()).toMatchObject({ state: "ok" });
  expect(await part("books")).toMatchObject({ message: "The relay has reported nothing yet." });
});

test("a relay that does not answer is down, and so is the whole", async () => {
  world.relay.mode = "down";
  expect(await status()).toMatchObject({ state: "down" });
  expect(await part("relay")).toMatchObject({ state: "down" });
});

test("without a database the rest is still told", async () => {
  const gone = createDb("postgres://nobody@127.0.0.1:1/none", { onConnectionLost: () => undefined });
  const { state, parts } = await status({ ...world.service, db: gone.db });
  expect(state).toBe("down");
  expect(parts.map(({ name, state: each }) => [name, each])).toEqual([
    ["dashboard", "ok"],
    ["database", "down"],
    ["relay", "ok"],
  ]);
  await gone.close();
});

test("a change that waits for long is late", async () => {
  const due = { appId, version: 7, nextAttemptAt: new Date() };
  await db.insert(registryOutbox).values(due);
  expect(await part("changes")).toMatchObject({
    state: "ok",
    message: expect.stringMatching(/^1 change .* waits/),
  });
  await db.update(registryOutbox).set({ createdAt: sql`now() - interval '1 minute'` });
  expect(await part("changes")).toMatchObject({ state: "late" });
  await db.delete(registryOutbox).where(eq(registryOutbox.version, 7));
});

test("wishes to revoke, reports and what was set aside are counted", async () => {
  const link = await newLink(appId);
  await world.report(sessionStarted(link), linkCreated(link));
  await db.update(links).set({ revokeRequestedAt: sql`now() - interval '1 minute'` });
  await db.insert(quarantinedEvents).values({ id: "e1", reason: "too_old", event: {} });
  const backlog = await readBacklog({ ctx: world.service });
  expect(backlog.revocations).toMatchObject({ count: 1 });
  expect(backlog.revocations.oldestMs).toBeGreaterThanOrEqual(60_000);
  expect(backlog.quarantined).toEqual({ too_old: 1, in_the_future: 0, unknown_app: 0 });
  expect(await part("books")).toMatchObject({
    message: expect.stringMatching(
      /^The relay's newest report is of \d{4}-.* UTC\. 1 that could not be counted is/,
    ),
  });
});
