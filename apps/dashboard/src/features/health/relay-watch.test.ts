/** A page tells of an outage by what is known already, and never waits to find out. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openWorld } from "../../../test/world.ts";
import { checkStatus } from "./check-status.ts";
import { isRelayKnownDown, lookAtRelay } from "./relay-watch.ts";

const { relay, service } = await openWorld();
beforeEach(async () => {
  relay.mode = "up";
  await lookAtRelay(relay.url);
});
afterEach(() => void vi.useRealTimers());

test("an outage is known from the look that found it, until one finds the relay again", async () => {
  expect(isRelayKnownDown()).toBe(false);
  relay.mode = "down";
  expect(await lookAtRelay(relay.url)).toBe(false);
  expect(isRelayKnownDown()).toBe(true);
  relay.mode = "up";
  expect(await lookAtRelay(relay.url)).toBe(true);
  expect(isRelayKnownDown()).toBe(false);
});

test("what the status found is known to the pages, too", async () => {
  relay.mode = "down";
  await checkStatus({ ctx: service, input: { relayUrl: relay.url } });
  expect(isRelayKnownDown()).toBe(true);
});

test("of an outage that nobody has seen for a minute nothing is said", async () => {
  relay.mode = "down";
  await lookAtRelay(relay.url);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  expect(isRelayKnownDown()).toBe(false);
});

test("every copy of the module knows what one has found: the background work and the pages have each their own", async () => {
  relay.mode = "down";
  await lookAtRelay(relay.url);
  vi.resetModules();
  const copy = await import("./relay-watch.ts");
  expect(copy.isRelayKnownDown).not.toBe(isRelayKnownDown);
  expect(copy.isRelayKnownDown()).toBe(true);
});
