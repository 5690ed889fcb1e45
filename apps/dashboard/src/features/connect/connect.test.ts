/** The way to the first call, and how it is followed live. */
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import {
  callFinished,
  linkCreated,
  linkOpened,
  newLink,
  originRefused,
  sessionEnded,
  sessionPresence,
  sessionStarted,
} from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { type AppLive, getConnectProgress } from "./get-connect-progress.ts";
import { openLive } from "./live-messages.ts";

const world = await openWorld();

async function setup() {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  return { ctx, appId, progress: () => getConnectProgress({ ctx, input: { appId } }) };
}

test("goes step by step from nothing to the first call", async () => {
  const { appId, progress } = await setup();
  expect(await progress()).toEqual({ app: null, link: null, call: null, refused: [], allowedOrigins: [] });
  const link = await newLink(appId);
  await world.report(sessionStarted(link));
  expect(await progress()).toMatchObject({
    app: {
      sessionId: link.sessionId,
      state: "online",
      origin: "https://app.example.com",
      sdk: "js/0.1.0",
      toolCount: 5,
    },
    link: null,
  });
  await world.report(linkCreated(link));
  expect(await progress()).toMatchObject({
    link: { tokenId: link.tokenId, label: "user-42", openedAtMs: null },
  });
  await world.report(linkOpened(link));
  expect(await progress()).toMatchObject({
    link: { tokenId: link.tokenId, openedAtMs: expect.any(Number), client: "claude" },
    call: null,
  });
  await world.report(callFinished(link, { outcome: "invalid_input" }));
  expect(await progress()).toMatchObject({ call: { outcome: "invalid_input" } });
  await world.report(callFinished(link), callFinished(link, { outcome: "app_offline" }));
  expect(await progress()).toMatchObject({ call: { tool: "set_pixel", outcome: "ok", durationMs: 20 } });
});

test("shows an app that is there before one that left, and an opened link before a newer one", async () => {
  const { appId, progress } = await setup();
  const [older, newer] = [await newLink(appId), await newLink(appId)];
  const at = (seconds: number) => ({ atMs: Date.now() - 60_000 + seconds * 1000 });
  await world.report(
    sessionStarted(older, at(0)),
    sessionStarted(newer, at(1)),
    sessionPresence(newer, { ...at(2), online: false }),
    linkCreated(older, at(3)),
    linkOpened(older, at(4)),
    linkCreated(newer, at(5)),
  );
  expect(await progress()).toMatchObject({
    app: { sessionId: older.sessionId, state: "online" },
    link: { tokenId: older.tokenId },
  });
  await world.report(sessionEnded(older));
  expect(await progress()).toMatchObject({ app: { sessionId: newer.sessionId, state: "away" } });
});

test("names what was refused lately, and nothing that is allowed by now", async () => {
  const { ctx, appId, progress } = await setup();
  await world.report(
    originRefused(appId, { atMs: Date.now() - 20 * 60_000, origin: "https://long-ago.example" }),
    originRefused(appId, { origin: "https://wanted.example" }),
    originRefused(appId, { origin: null, code: "app_key_invalid" }),
  );
  const { refused } = await progress();
  expect(refused.map(({ origin, code, canBeAllowed }) => [origin, code, canBeAllowed]).toSorted()).toEqual(
    [
      [null, "app_key_invalid", false],
      ["https://wanted.example", "origin_not_allowed", true],
    ].toSorted(),
  );
  await world.allow(ctx, appId, "https://wanted.example");
  expect(await progress()).toMatchObject({
    refused: [{ origin: null }],
    allowedOrigins: ["https://wanted.example"],
  });
});

const dataOf = (message: string | void): AppLive =>
  JSON.parse((message ?? "").slice("data: ".length)) as AppLive;

test("live: the state at once, then each change within about a second, and nothing in between", async () => {
  const { ctx, appId } = await setup();
  const stop = new AbortController();
  const live = await openLive({ ctx, input: { appId }, signal: stop.signal });
  expect((await live.next()).value).toBe("retry: 1000\n\n");
  const first = await live.next();
  expect(first.value).toMatch(/^data: .*\n\n$/);
  expect(dataOf(first.value).progress.app).toBeNull();

  const next = live.next();
  const quiet = new Promise((resolve) => setTimeout(resolve, 1500, "quiet"));
  expect(await Promise.race([next, quiet])).toBe("quiet");
  const reportedAt = Date.now();
  await world.report(sessionStarted(await newLink(appId)));
  const second = dataOf((await next).value);
  expect(Date.now() - reportedAt).toBeLessThan(1500);
  expect(second.progress.app?.state).toBe("online");
  expect(second.revision).not.toBe(dataOf(first.value).revision);

  const last = live.next();
  stop.abort();
  expect(await last).toEqual({ done: true, value: undefined });
});

test("live: a change of the registry is news too", async () => {
  const { ctx, appId } = await setup();
  const stop = new AbortController();
  const live = await openLive({ ctx, input: { appId }, signal: stop.signal });
  await live.next();
  await live.next();
  await world.allow(ctx, appId, "https://new.example");
  expect(dataOf((await live.next()).value).progress.allowedOrigins).toEqual(["https://new.example"]);
  stop.abort();
});

test("cannot reach another workspace, by asking or by following", async () => {
  const { appId } = await setup();
  const stranger = await world.newUser();
  await expectRefusal(getConnectProgress({ ctx: stranger, input: { appId } }), "not_found");
  const { signal } = new AbortController();
  await expectRefusal(openLive({ ctx: stranger, input: { appId }, signal }), "not_found");
});
