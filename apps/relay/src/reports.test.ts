/** What sessions report reaches the dashboard, whatever happens on the way. */
import { newAppId } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { newEntry, openOffice, ORIGIN } from "./office.fixture.ts";

const { peer, place, register, worker } = await openOffice();

describe("what sessions report", () => {
  const waiting = async (sessionId: string) =>
    (await worker().getDurableObjectStorage("SESSIONS", { name: sessionId })).exec<{ sends: number }>(
      "select sends from outbox",
    );

  it("stays in the session until the dashboard has it", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    peer.isUp = false;
    const known = await register(entry.appId, { origin: ORIGIN });
    await expect
      .poll(async () => (await waiting(known.sessionId)).map(({ sends }) => sends), { timeout: 10_000 })
      .toEqual([1]);
    peer.isUp = true;
    await expect.poll(() => waiting(known.sessionId), { timeout: 10_000 }).toEqual([]);
    // Its place is not given again, not even by an object that comes to memory later.
    const storage = await worker().getDurableObjectStorage("SESSIONS", { name: known.sessionId });
    const [sequence] = await storage.exec<{ seq: number }>(
      "select seq from sqlite_sequence where name = 'outbox'",
    );
    expect(sequence?.seq).toBeGreaterThan(0);
    const told = peer.events.filter((event) => "sessionId" in event && event.sessionId === known.sessionId);
    expect(told).toMatchObject([
      { kind: "session_started", entryVersion: 1, toolCount: 1, toolNames: ["echo"] },
    ]);
    known.app.destroy();
  });

  it("names the first fifty tools, counts all, and tells when they are others", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const tools = Array.from({ length: 60 }, (_, index) => ({ path: `/tool_${index}` }));
    const { app, sessionId } = await register(entry.appId, { origin: ORIGIN, tools });
    const told = () => peer.events.filter((event) => "sessionId" in event && event.sessionId === sessionId);
    await expect.poll(told).toHaveLength(1);
    const toolNames = tools.slice(0, 50).map(({ path }) => path.slice(1));
    expect(told()).toMatchObject([{ kind: "session_started", toolCount: 60, toolNames }]);
    const update = (description: string) =>
      app.send({ type: "update_tools", id: "1", tools: [{ path: "/other", description }] });
    update("Does something else.");
    update("Said differently.");
    const other = { kind: "session_presence", toolCount: 1, toolNames: ["other"] };
    await expect.poll(told).toMatchObject([{}, { ...other, online: true }]);
    app.destroy();
    await expect.poll(told, { timeout: 10_000 }).toMatchObject([{}, {}, { ...other, online: false }]);
  });

  it("comes back from the dead letters on demand", async () => {
    const { DEAD_LETTERS } = await worker().getEnv();
    const event = {
      kind: "origin_refused",
      id: "dead-1",
      appId: newAppId(),
      atMs: 1,
      origin: null,
      code: "x",
    };
    await DEAD_LETTERS.put("letter", JSON.stringify({ events: [event], receipt: null }));
    const replay = { operation: "replay_dead_letters", target: "replay" };
    const answer = async () => (await peer.send(place.relay, "POST", "/dead-letters/replay", replay)).json();
    expect(await answer()).toEqual({ replayed: 1, left: 0 });
    expect(await answer()).toEqual({ replayed: 0, left: 0 });
    await expect.poll(() => peer.events.filter(({ id }) => id === "dead-1").length).toBe(1);
  });

  it("is not held up by one message that the dashboard does not understand", async () => {
    const { EVENTS } = await worker().getEnv();
    const good = (id: string) => ({
      kind: "origin_refused",
      id,
      appId: newAppId(),
      atMs: 1,
      origin: null,
      code: "x",
    });
    const strange = { kind: "of_tomorrow", id: "strange" };
    await EVENTS.sendBatch(
      [good("before"), strange, good("after")].map((event) => ({ body: { events: [event], receipt: null } })),
    );
    for (const wanted of ["before", "after"])
      await expect.poll(() => peer.events.filter(({ id }) => id === wanted).length).toBe(1);
    expect(peer.events.some(({ id }) => id === "strange")).toBe(false);
  });
});
