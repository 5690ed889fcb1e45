/** What strangers, crowds, the framework and the platform could do to a session, and do not. */
import { importTokenKey, limits, mintToken, newSessionId } from "@agent-socket/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HANG_UP_HEADER, MANY_PATH, type Visit } from "./crashing-worker-words.fixture.ts";
import { newRelay } from "./relay.fixture.ts";
import { connectApp, type TestApp } from "./test-app.fixture.ts";

const relay = newRelay();
let url: URL;
beforeAll(async () => {
  url = await relay.listen();
});
afterAll(() => relay.close());

const FORGED = 1_000;

const post = (app: TestApp, path: string, headers: Record<string, string> = {}, body: unknown = {}) =>
  fetch(app.linkUrl + path, { method: "POST", body: JSON.stringify(body), headers });
const codeIn = async (response: Pick<Response, "json">): Promise<string> => {
  const { error }: { error?: { code?: string } } = await response.json();
  return error?.code ?? "";
};
/** Makes all these visits; how many got which status. */
async function visit(visits: readonly Visit[]): Promise<Record<string, number>> {
  const response = await fetch(new URL(MANY_PATH, url), { method: "POST", body: JSON.stringify(visits) });
  return response.json();
}

describe("a crowd", () => {
  it("of five hundred that resume a session at once makes one owner", async () => {
    const app = await connectApp(url);
    const calls: number[] = [];
    const sockets = Array.from({ length: 500 }, (_, index) => {
      const socket = new WebSocket(
        new URL(`/v1/_ws?session=${app.sessionId}`, url).href.replace("http", "ws"),
      );
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const { sessionId, resumeSecret: secret } = app;
      socket.addEventListener("open", () =>
        socket.send(
          JSON.stringify({
            type: "resume",
            sessionId,
            secret,
            appId: "as_app_anon",
            tools: [{ path: "/echo" }],
          }),
        ),
      );
      socket.addEventListener("message", ({ data }) => {
        const frame: { type: string; id: string; ok?: boolean } = JSON.parse(String(data));
        if (frame.type === "register_reply") resolve(frame.ok === true);
        if (frame.type !== "tool_call") return;
        calls.push(index);
        socket.send(JSON.stringify({ type: "tool_reply", id: frame.id, status: 200, body: "{}" }));
      });
      socket.addEventListener("close", () => resolve(false));
      return { socket, reply: promise };
    });
    const taken = (await Promise.all(sockets.map(({ reply }) => reply))).filter(Boolean).length;
    expect(taken).toBeGreaterThan(0);
    for (let time = 0; time < 3; time++) expect((await post(app, "/echo")).status).toBe(200);
    expect(new Set(calls).size).toBe(1);
    const isOpen = ({ socket }: { readonly socket: WebSocket }) => socket.readyState === WebSocket.OPEN;
    await expect.poll(() => sockets.filter(isOpen).length, { timeout: 10_000 }).toBe(1);
    for (const { socket } of sockets) socket.close();
  });

  it("of thousands of forged links makes no object", async () => {
    const app = await connectApp(url);
    const before = await relay.worker().listDurableObjectIds("SESSIONS");
    const foreign = await importTokenKey("another-key-of-the-same-length-0123456789");
    const tokens = await Promise.all(
      Array.from({ length: FORGED }, (_, index) =>
        mintToken(foreign, index % 2 === 0 ? newSessionId() : app.sessionId),
      ),
    );
    const visits = tokens.map((token) => ({ path: `/v1/t/${token}`, method: "GET", userAgent: "curl/8" }));
    expect(await visit(visits)).toEqual({ 404: tokens.length });
    expect(await relay.worker().listDurableObjectIds("SESSIONS")).toEqual(before);
    app.close();
  });

  it("of preview bots calls nothing, and does not count as somebody who came", async () => {
    const app = await connectApp(url);
    const bots = [
      "Slackbot-LinkExpanding 1.0",
      "Twitterbot/1.0",
      "facebookexternalhit/1.1",
      "LinkedInBot/1.0",
      "WhatsApp/2.23",
      "TelegramBot (like TwitterBot)",
      "Mozilla/5.0 (compatible; Discordbot/2.0)",
      "SkypeUriPreview Preview/0.5",
      "Mozilla/5.0 (Macintosh) Applebot/0.1",
      "Pinterestbot/1.0",
      "redditbot/1.0",
      "Iframely/1.3",
    ];
    const opened: unknown[] = [];
    void app.next("agent_activity").then((frame) => opened.push(frame));
    const { pathname: base } = new URL(app.linkUrl);
    const paths = ["", "/echo?n=1&_once=k", "/items?_once=r", "/items"];
    const visits = bots.flatMap((userAgent) =>
      Array.from({ length: 100 }, (_, index) => ({
        path: base + (paths[index % paths.length] ?? ""),
        method: index % 8 < 4 ? "GET" : "HEAD",
        userAgent,
      })),
    );
    await visit(visits);
    expect(app.callsSeen()).toBe(0);
    expect(opened).toEqual([]);
    await fetch(app.linkUrl, { headers: { "user-agent": "Claude-User/1.0" } });
    await expect.poll(() => opened.length).toBe(1);
    app.close();
  });
});

describe("a fault of ours", () => {
  it("in a frame's handling tells the app nothing but a code, and the session lives on", async () => {
    const app = await connectApp(url);
    await relay.sql(app.sessionId, "alter table tools rename to hidden");
    const notice = app.next("session_notice");
    void app.ask({ type: "update_tools", tools: [] });
    const { code = "", message = "" } = await notice;
    expect(code).toBe("internal");
    expect(message).not.toMatch(/SQL|no such table|\.ts|at /);
    await relay.sql(app.sessionId, "alter table hidden rename to tools");
    const back = await connectApp(url, app);
    expect((await post(back, "/echo")).status).toBe(200);
    back.close();
  });

  it("in a call's handling tells the agent nothing but a code, and the session lives on", async () => {
    const app = await connectApp(url);
    await relay.sql(app.sessionId, "alter table calls rename to hidden");
    const failed = await post(app, "/echo", { "idempotency-key": "k" });
    expect(failed.status).toBe(500);
    const text = await failed.text();
    expect(text).toContain('"internal"');
    expect(text).not.toMatch(/SQL|no such table|\.ts|\\n/);
    await relay.sql(app.sessionId, "alter table hidden rename to calls");
    expect((await post(app, "/echo", { "idempotency-key": "k" })).status).toBe(200);
    app.close();
  });
});

describe("an agent that hangs up", () => {
  const hangUp = { [HANG_UP_HEADER]: "30" };

  it("cancels its call, and the app is told", async () => {
    const app = await connectApp(url);
    const [call, cancel] = [app.next("tool_call"), app.next("tool_cancel")];
    const answer = post(app, "/hold", hangUp);
    expect(await cancel).toMatchObject({ id: (await call).id, reason: "cancelled" });
    expect(await codeIn(await answer)).toBe("cancelled");
    app.close();
  });

  it("cancels nothing that somebody may come back for", async () => {
    const app = await connectApp(url);
    const key = { "idempotency-key": "k" };
    const cancelled: unknown[] = [];
    void app.next("tool_cancel").then((frame) => cancelled.push(frame));
    const keyed = app.next("tool_call");
    const first = post(app, "/hold", { ...hangUp, ...key });
    await keyed;
    const started = await post(app, "/hold", { prefer: "wait=0" });
    const task: { url: string } = await started.json();
    const reading = fetch(task.url, { headers: hangUp });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(cancelled).toEqual([]);
    app.release();
    expect((await first).status).toBe(200);
    expect((await reading).status).toBe(200);
    expect(await (await post(app, "/hold", key)).json()).toEqual({ held: true });
    expect(app.callsSeen()).toBe(2);
    app.close();
  });

  it("cancels nothing while another waits for the same call", async () => {
    const app = await connectApp(url);
    const started = await post(app, "/hold", { prefer: "wait=0" });
    const { url: task }: { url: string } = await started.json();
    const [one, other] = [fetch(task, { headers: hangUp }), fetch(task)];
    await new Promise((resolve) => setTimeout(resolve, 150));
    app.release();
    expect([(await one).status, (await other).status]).toEqual([200, 200]);
    app.close();
  });

  it("on a batch starts no further call of it", async () => {
    const app = await connectApp(url);
    const batch = ["echo", "hold", "echo", "echo"].map((tool) => ({ tool }));
    const answer = await post(app, "/_as/batch", { [HANG_UP_HEADER]: "100" }, batch);
    const { results }: { results: { status: number; error?: { code: string } }[] } = await answer.json();
    expect(results.map(({ error }) => error?.code)).toEqual([
      undefined,
      "cancelled",
      "not_started",
      "not_started",
    ]);
    expect(app.callsSeen()).toBe(2);
    app.close();
  });
});

describe("a link that is revoked", () => {
  it("in the middle of a batch runs nothing more of it", async () => {
    const app = await connectApp(url);
    const { url: link = "", tokenId } = await app.ask({ type: "mint_agent_token" });
    const called = app.next("tool_call");
    const body = JSON.stringify(["hold", "echo", "hold"].map((tool) => ({ tool })));
    const answer = fetch(`${link}/_as/batch`, { method: "POST", body });
    await called;
    await app.ask({ type: "revoke_agent_token", tokenId });
    const { results }: { results: { error?: { code: string } }[] } = await (await answer).json();
    expect(results.map(({ error }) => error?.code)).toEqual(["link_revoked", "link_revoked", "link_revoked"]);
    expect(app.callsSeen()).toBe(1);
    app.close();
  });
});

describe("the platform", () => {
  it("puts a session to sleep, and its limit of tasks still holds", async () => {
    const app = await connectApp(url);
    const links = [app.linkUrl];
    for (let count = 0; count < 2; count++)
      links.push((await app.ask({ type: "mint_agent_token" }))["url"] ?? "");
    const start = (index: number) =>
      fetch(`${links[index % links.length]}/hold`, { method: "POST", headers: { prefer: "wait=0" } });
    const started = await Promise.all(
      Array.from({ length: limits.MAX_PENDING_TASKS }, (_, index) => start(index)),
    );
    expect(new Set(started.map(({ status }) => status))).toEqual(new Set([202]));
    await relay.evict(app.sessionId, "hibernate");
    expect(await codeIn(await start(0))).toBe("too_many_inflight");
    app.release();
    // Taken again: the app answers at once now, so it is answered, or a task whose answer is about to come.
    await expect.poll(async () => (await start(1)).status).toBeOneOf([200, 202]);
    app.close();
  });
});
