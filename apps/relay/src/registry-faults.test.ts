/** A registry cache that is old, empty, broken or slow: nobody is turned away for it who may connect. */
import { beforeEach, describe, expect, it } from "vitest";
import { FAULT_KEY, type Fault, STALE_PREFIX } from "./faulty-worker-words.fixture.ts";
import { newEntry, openOffice, ORIGIN } from "./office.fixture.ts";

const { peer, place, register, worker } = await openOffice("src/faulty-worker.fixture.ts");
const cache = async () => (await worker().getEnv()).REGISTRY;
const fail = async (fault: Fault) => (await cache()).put(FAULT_KEY, fault);
const outcomeOf = async (appId: string): Promise<string> => {
  const { app, outcome } = await register(appId, { origin: ORIGIN });
  app.destroy();
  return outcome;
};
beforeEach(async () => (await cache()).delete(FAULT_KEY));

describe("a cache that", () => {
  it.each(["kv finds nothing", "kv throws", "kv is slow"] as const)(
    "fails (%s) is passed over: the dashboard is asked, and without both nobody hears that the app is unknown",
    async (fault) => {
      const entry = newEntry();
      await peer.push(place.relay, entry);
      await fail(fault);
      expect(await outcomeOf(entry.appId)).toBe("ok");
      expect(peer.asked).toEqual([null]);
      peer.isUp = false;
      expect(await outcomeOf(entry.appId)).toBe("registry_unavailable");
      peer.isUp = true;
      expect(await outcomeOf(entry.appId)).toBe("ok");
    },
  );

  it("is old refuses nobody whom the dashboard allows", async () => {
    const entry = newEntry({ version: 2 });
    await peer.push(place.relay, entry);
    await (
      await cache()
    ).put(`${STALE_PREFIX}app:${entry.appId}`, JSON.stringify({ ...entry, version: 1, origins: [] }));
    await fail("kv is stale");
    expect(await outcomeOf(entry.appId)).toBe("ok");
    expect(peer.asked).toEqual([1]);
  });

  it("is old lets somebody in who was removed: the session says by which entry it works, and goes when it is told", async () => {
    const entry = newEntry();
    const removed = { ...entry, version: 2, origins: [] };
    await peer.push(place.relay, removed);
    await (await cache()).put(`${STALE_PREFIX}app:${entry.appId}`, JSON.stringify(entry));
    await fail("kv is stale");
    const { app, sessionId } = await register(entry.appId, { origin: ORIGIN });
    const reports = () =>
      peer.events.filter((event) => "sessionId" in event && event.sessionId === sessionId);
    await expect
      .poll(reports, { timeout: 10_000 })
      .toMatchObject([{ kind: "session_started", entryVersion: 1 }]);
    const message = { operation: "refresh_session", target: sessionId, entry: removed };
    const told = await peer.send(place.relay, "POST", `/sessions/${sessionId}/refresh`, message);
    expect(await told.json()).toEqual({ found: true, version: 2, refused: "origin_not_allowed" });
    await app.heard(/"code":"origin_not_allowed"/);
    app.destroy();
  });

  it("takes no push says so, and takes it when it is sent again", async () => {
    const entry = newEntry();
    await fail("kv throws");
    await expect(peer.push(place.relay, entry)).rejects.toThrow("internal");
    await (await cache()).delete(FAULT_KEY);
    await peer.push(place.relay, entry);
    peer.isUp = false;
    expect(await outcomeOf(entry.appId)).toBe("ok");
  });
});
