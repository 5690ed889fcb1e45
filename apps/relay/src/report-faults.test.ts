/** A session's object that dies at the worst moments of handing over its events: none is lost, and none becomes two. */
import { beforeEach, describe, expect, it } from "vitest";
import { FAULT_KEY, type Fault } from "./faulty-worker-words.fixture.ts";
import { newEntry, openOffice, ORIGIN } from "./office.fixture.ts";

const { peer, place, register, worker } = await openOffice("src/faulty-worker.fixture.ts");
const cache = async () => (await worker().getEnv()).REGISTRY;
beforeEach(async () => (await cache()).delete(FAULT_KEY));

/** Longer than it takes until an event that was not confirmed is sent again. */
const PATIENCE_MS = 60_000;

async function reportsThrough(fault: Fault) {
  const entry = newEntry();
  await peer.push(place.relay, entry);
  await (await cache()).put(FAULT_KEY, fault);
  const { app, sessionId } = await register(entry.appId, { origin: ORIGIN });
  const waiting = async () =>
    (await worker().getDurableObjectStorage("SESSIONS", { name: sessionId })).exec(
      "select event from outbox",
    );
  const told = () => peer.events.filter((event) => "sessionId" in event && event.sessionId === sessionId);
  const timeout = PATIENCE_MS;
  // The crash takes the socket, so that the app went is told too; it may arrive before what has to be sent again.
  await expect
    .poll(() => [...new Set(told().map(({ kind }) => kind))].sort(), { timeout })
    .toEqual(["session_presence", "session_started"]);
  await expect.poll(waiting, { timeout, interval: 500 }).toEqual([]);
  expect(await (await cache()).get(FAULT_KEY), "the fault happened").toBe(null);
  app.destroy();
  return { told: told(), startId: `started_${sessionId}` };
}

describe("an object that dies", () => {
  it("after the queue took its events, before it noted so: they arrive, under the same names", async () => {
    const { told, startId } = await reportsThrough("dies when the queue has it");
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    expect(told[0]?.id).toBe(startId);
  }, 90_000);

  it("with a queue that loses them: they are sent again", async () => {
    const { told, startId } = await reportsThrough("dies and the queue loses it");
    expect(told.map(({ id }) => id)).toContain(startId);
  }, 90_000);

  it("after the dashboard took them, before it forgot them: they come twice under one name, and then no more", async () => {
    const { told, startId } = await reportsThrough("dies before it forgets");
    expect(told.filter(({ id }) => id === startId).length).toBeGreaterThan(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  }, 90_000);
});
