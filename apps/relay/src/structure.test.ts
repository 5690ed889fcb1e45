/** What a call costs, counted: requests to objects, frames, writes, look-ups, alarms, timers; and what sleep leaves behind. */
import { newAppKey, sha256 } from "@agent-socket/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COUNTS_PATH, type Counts } from "./counting-worker-words.fixture.ts";
import { startDashboardPeer } from "./dashboard-peer.fixture.ts";
import { newEntry } from "./office.fixture.ts";
import { newRelay } from "./session/relay.fixture.ts";
import { connectApp, type TestApp } from "./session/test-app.fixture.ts";

const SLEEP_MS = 12_500;
const LONG_CALL_MS = 25_500;

const peer = await startDashboardPeer();
const relay = newRelay(
  { DASHBOARD_URL: peer.url, CONTROL_SECRETS: peer.secret },
  "src/counting-worker.fixture.ts",
);
const { key } = newAppKey();
const entry = newEntry({ keyHashes: [await sha256(key)] });
let url: URL;
let app: TestApp;

beforeAll(async () => {
  url = await relay.listen();
  await peer.push(url, entry);
  app = await open();
});
afterAll(async () => {
  app.close();
  await relay.close();
  peer.stop();
});

const open = () => connectApp(url, undefined, { appId: entry.appId, appKey: key });
const post = (path: string, body = "{}", link = app.linkUrl, headers: Record<string, string> = {}) =>
  fetch(`${link}${path}`, { method: "POST", body, headers });
const countsNow = async (query = "") =>
  (await (await fetch(new URL(`${COUNTS_PATH}${query}`, url))).json()) as Counts;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Until the session has reported what it had to report: nothing else is counted then. */
const quiet = async () => {
  await pause(1_500);
  return countsNow();
};
async function costOf(
  work: () => Promise<unknown>,
  settle: () => Promise<Counts> = countsNow,
): Promise<Counts> {
  const before = await quiet();
  await work();
  const after = await settle();
  const difference = (name: keyof Counts) => after[name] - before[name];
  return Object.fromEntries(
    (Object.keys(after) as (keyof Counts)[]).map((name) => [name, difference(name)]),
  ) as Counts;
}
const statusOf = async (response: Promise<Response>) => {
  const { status, body } = await response;
  await body?.cancel();
  return status;
};

describe("S1: a warm call", () => {
  it("is one request to the object, one frame out, one in, at most one write, no look-up and no alarm", async () => {
    await post("/echo");
    const cost = await costOf(async () => expect(await statusOf(post("/echo"))).toBe(200));
    expect(cost).toMatchObject({
      constructed: 0,
      objectRequests: 1,
      framesOut: 1,
      framesIn: 1,
      writes: 1,
      kvReads: 0,
      alarmsSet: 0,
    });
  });

  it("costs the same by the Model Context Protocol", async () => {
    const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "echo", arguments: {} } };
    const accept = { accept: "application/json, text/event-stream", "content-type": "application/json" };
    const ask = () => post("/mcp", JSON.stringify(call), app.linkUrl, accept);
    await (await ask()).text();
    const cost = await costOf(async () => expect(await (await ask()).text()).toContain('"result"'));
    expect(cost).toMatchObject({ objectRequests: 1, framesOut: 1, framesIn: 1, writes: 1, kvReads: 0 });
  });

  it("shares its write with the calls that end in the same turn", async () => {
    const calls = Array.from({ length: 12 }, () => statusOf(post("/hold", "{}")));
    const cost = await costOf(async () => {
      await expect.poll(() => app.callsSeen()).toBeGreaterThanOrEqual(12);
      app.release();
      await Promise.all(calls);
    });
    expect(cost.framesIn).toBe(12);
    expect(cost.writes).toBeLessThan(12);
  });
});

describe("S2: a refused call", () => {
  it.each([
    ["forged", () => post("/echo", "{}", `${app.linkUrl.slice(0, -4)}AAAA`), 404],
    ["too large", () => post("/echo", "x".repeat(1_100_000)), 413],
  ] as const)("that is %s reaches no object", async (_, call, status) => {
    const cost = await costOf(async () => expect(await statusOf(call())).toBe(status));
    expect(cost).toMatchObject({ objectRequests: 0, constructed: 0, framesOut: 0, writes: 0, kvReads: 0 });
  });

  it.each([
    ["for an unknown tool", "/nothing", 404],
    ["with bad input", "/strict", 422],
  ] as const)("%s is not sent to the app", async (_, path, status) => {
    const cost = await costOf(async () => expect(await statusOf(post(path))).toBe(status));
    expect(cost).toMatchObject({ objectRequests: 1, callsOut: 0, framesIn: 0 });
  });
});

describe("S5: a call that is over", () => {
  it("leaves no timer", async () => {
    const cost = await costOf(() => post("/echo"), quiet);
    expect(cost.timers).toBe(0);
    expect((await countsNow()).timers).toBe(0);
  });
});

describe.concurrent("time that passes", () => {
  it(
    "S3, S4: puts an idle session to sleep; heartbeats do not wake it, the next call does",
    { timeout: 60_000 },
    async ({ expect }) => {
      // An anonymous app: the alarm of one with books would wake its session by itself.
      const idle = await connectApp(url);
      const wakings = async () => (await countsNow(`?session=${idle.sessionId}`)).constructed;
      expect(await statusOf(post("/echo", "{}", idle.linkUrl))).toBe(200);
      const before = await wakings();
      await pause(SLEEP_MS);
      const pong = idle.next("pong");
      idle.send({ type: "ping" });
      await pong;
      expect(await wakings()).toBe(before);
      expect(await statusOf(post("/echo", "{}", idle.linkUrl))).toBe(200);
      expect(await wakings()).toBe(before + 1);
      idle.close();
    },
  );

  it(
    "S6: does not take a call that is answered after 25 seconds",
    { timeout: 60_000 },
    async ({ expect }) => {
      const slow = await open();
      const answer = post("/hold", "{}", slow.linkUrl, { prefer: "wait=40" });
      await pause(LONG_CALL_MS);
      slow.release();
      expect(await (await answer).json()).toEqual({ held: true });
      slow.close();
    },
  );
});

describe("S7: a request is answered at once", () => {
  const codeOf = async (response: Promise<Response>) =>
    ((await (await response).json()) as { error: { code: string } }).error.code;

  it("when the app's reply is too large", async () => {
    const answer = post("/never");
    const { id } = await app.next("tool_call");
    app.send({ type: "tool_reply", id, status: 200, body: "x".repeat(1_100_000) });
    expect(await codeOf(answer)).toBe("reply_too_large");
  });

  it("when the app's socket closes", async () => {
    const leaving = await open();
    const answer = post("/hold", "{}", leaving.linkUrl);
    await leaving.next("tool_call");
    leaving.close();
    expect(await codeOf(answer)).toBe("outcome_unknown");
  });
});
