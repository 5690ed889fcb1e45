/** 95–99: what the app tells whoever reads its events. */
import assert from "node:assert/strict";
import { isJsonObject, type JsonObject, limits } from "@agent-socket/protocol";
import type { Agent } from "../clients/agent.ts";
import type { RawApp } from "../clients/raw-app.ts";
import { objectIn, refused, result } from "./checks.ts";
import { scenario } from "./scenario.ts";

type Events = { readonly events: readonly JsonObject[]; readonly missed: unknown; readonly next: string };

/** What a page of events says; `path` follows the link. */
async function read(agent: Agent, path = "/_as/events"): Promise<Events> {
  const answer = await agent.get(path);
  result(answer);
  const { events, missed = null, next } = objectIn(answer.text);
  assert.ok(Array.isArray(events));
  return {
    events: events.map((event) => (isJsonObject(event) ? event : assert.fail("an event is an object"))),
    missed,
    next: String(next),
  };
}

/** The address to read on, without its wait. */
const onFrom = (agent: Agent, { next }: Events): string => {
  assert.ok(next.startsWith(`${agent.url}/_as/events?after=`), next);
  return next.slice(agent.url.length).replace(/&wait=\d+$/, "");
};

/** Resolves when the relay has read all that was sent before. */
async function flush(app: RawApp): Promise<void> {
  app.send({ type: "ping", id: "flush" });
  await app.next("pong", ({ id }) => id === "flush");
}

const dataOf = ({ events }: Events): readonly unknown[] => events.map(({ data = null }) => data);

export const event = [
  scenario(95, "events are read in order, each once, from where a reader stopped", async (stage) => {
    const { app, agent } = await stage.open();
    const none = await read(agent);
    assert.deepEqual([none.events, none.missed], [[], 0]);
    app.send({ type: "emit", event: "moved", data: { to: [1, 2] } });
    app.send({ type: "emit", event: "bare" });
    await flush(app);
    const first = await read(agent);
    assert.deepEqual(
      first.events.map(({ event: name, data }) => [name, data]),
      [
        ["moved", { to: [1, 2] }],
        ["bare", null],
      ],
    );
    for (const { at } of first.events) assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < 5000);
    assert.deepEqual(dataOf(await read(agent)), dataOf(first), "reading takes nothing away");
    app.send({ type: "emit", event: "moved", data: 3 });
    await flush(app);
    const second = await read(agent, onFrom(agent, first));
    assert.deepEqual(dataOf(second), [3]);
    assert.deepEqual((await read(agent, onFrom(agent, second))).events, []);
    const { agent: neighbour } = await stage.mint(app);
    assert.deepEqual(
      dataOf(await read(neighbour)),
      [{ to: [1, 2] }, null, 3],
      "every link reads the app's events",
    );
    refused(await agent.post("/_as/events", {}), "method_not_allowed");
    assert.equal(app.calls.length, 0);
  }),

  scenario(96, "a reader that waits is woken by the next event, and by nothing else", async (stage) => {
    const { app, agent } = await stage.open();
    const startedAt = performance.now();
    const waiting = [
      agent.get("/_as/events?after=0&wait=15"),
      agent.get("/_as/events?wait=15"),
      agent.get("/_as/events?after=999999&wait=15"),
    ];
    result(await agent.post("/echo", {}));
    let woken = 0;
    for (const reader of waiting) void reader.then(() => woken++);
    // One that comes late, with a cursor from nowhere, is woken by the next one.
    await stage.eventually(() => {
      app.send({ type: "emit", event: "woken", data: 1 });
      assert.equal(woken, waiting.length);
    });
    for (const reader of waiting) assert.match((await reader).text, /"woken"/);
    assert.ok(performance.now() - startedAt < 10_000, "long before the time is up");
    assert.deepEqual((await read(agent, "/_as/events?after=999999&wait=1")).events, []);
  }),

  scenario(97, "the last hundred events are kept, and those missed are counted", async (stage) => {
    const { app, agent } = await stage.open();
    const emit = (count: number) => {
      for (let n = 0; n < count; n++) app.send({ type: "emit", event: "n", data: n });
    };
    emit(1);
    await flush(app);
    const before = await read(agent);
    emit(limits.MAX_EVENTS_KEPT - 1);
    await flush(app);
    assert.equal((await read(agent)).events.length, limits.MAX_EVENTS_KEPT);
    assert.equal((await read(agent, onFrom(agent, before))).missed, 0);
    // The bucket is empty now, and fills by twenty a second.
    await stage.eventually(async () => {
      app.send({ type: "emit", event: "more", data: 0 });
      await flush(app);
      const { missed, events } = await read(agent, onFrom(agent, before));
      assert.equal(events.length, limits.MAX_EVENTS_KEPT);
      assert.ok(Number(missed) >= 3, String(missed));
    });
    assert.equal((await read(agent)).missed, 0, "a first reader has missed nothing");
  }),

  scenario(
    98,
    "an app that emits too much or too fast is told, and only that event is dropped",
    async (stage) => {
      const { app, agent } = await stage.open();
      const text = (bytes: number) => "x".repeat(bytes - 2);
      app.send({
        type: "emit",
        event: "e".repeat(limits.MAX_EVENT_NAME_CHARS),
        data: text(limits.MAX_EVENT_BYTES),
      });
      app.send({ type: "emit", event: "large", data: text(limits.MAX_EVENT_BYTES + 1) });
      assert.equal((await app.next("session_notice")).code, "too_large");
      app.send({ type: "emit", event: "e".repeat(limits.MAX_EVENT_NAME_CHARS + 1), data: 1 });
      assert.equal((await app.next("session_notice")).code, "malformed");
      assert.equal((await read(agent)).events.length, 1);
      for (let n = 0; n < 2 * limits.MAX_EVENTS_KEPT; n++) app.send({ type: "emit", event: "fast", data: n });
      assert.equal((await app.next("session_notice")).code, "rate_limited");
      await flush(app);
      assert.deepEqual(result(await agent.post("/echo", { still: "here" })), { still: "here" });
    },
  ),

  scenario(
    99,
    "a link that is revoked while its holder waits for events shows none that come after",
    async (stage) => {
      const { app, agent, link } = await stage.open();
      const waiting = agent.get("/_as/events?after=0&wait=15");
      await stage.eventually(async () => assert.equal((await agent.get("/_as/events")).status, 200));
      await app.ask("revoke_agent_token", { tokenId: link.tokenId });
      app.send({ type: "emit", event: "private", data: "of those who may still read" });
      const answer = await waiting;
      assert.doesNotMatch(answer.text, /of those who may still read/);
      refused(answer, "link_revoked");
    },
  ),
];
