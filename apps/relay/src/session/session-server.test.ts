/** The shell in a real workerd: what survives an eviction, and what is left behind. */
import { importTokenKey, limits, mintToken, newSessionId } from "@agent-socket/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import type { Env } from "../env.ts";
import { connectDeafApp } from "./deaf-app.fixture.ts";
import { connectApp, type TestApp } from "./test-app.fixture.ts";

const TOKEN_KEY = "a-token-key-for-tests-of-forty-characters";
const harness = createTestHarness({
  root: new URL("../..", import.meta.url).pathname,
  workers: [{ configPath: "./wrangler.jsonc", secrets: { TOKEN_KEYS: TOKEN_KEY, CONTROL_SECRETS: "" } }],
});
const worker = () => harness.getWorker<Env>();
let relay: URL;

beforeAll(async () => {
  ({ url: relay } = await harness.listen());
});
afterAll(() => harness.close());

const evict = (sessionId: string, webSockets: "close" | "hibernate") =>
  worker().evictDurableObject("SESSIONS", { name: sessionId, webSockets });
const call = (app: TestApp, path: string, init: RequestInit = { method: "POST" }) =>
  fetch(`${app.linkUrl}${path}`, init);
const tablesOf = async (sessionId: string) =>
  (await worker().getDurableObjectStorage("SESSIONS", { name: sessionId })).exec(
    "select name from sqlite_master where name not like '\\_cf%' escape '\\'",
  );

describe("a session's object", () => {
  it("hibernates between calls: the socket, the link and the tools are still there", async () => {
    const app = await connectApp(relay);
    await evict(app.sessionId, "hibernate");
    expect(await (await call(app, "/echo", { method: "POST", body: '{"n":1}' })).json()).toEqual({ n: 1 });
    await evict(app.sessionId, "hibernate");
    expect(await (await fetch(app.linkUrl)).text()).toContain("POST /echo");
    app.close();
  });

  it("keeps a slow call over a hibernation, and gives its answer to whoever asks for the task", async () => {
    const app = await connectApp(relay);
    const started = await call(app, "/hold", { method: "POST", headers: { prefer: "wait=0" } });
    expect(started.status).toBe(202);
    const { url } = (await started.json()) as { url: string };
    await evict(app.sessionId, "hibernate");
    const waiting = fetch(url.replace(/wait=\d+/, "wait=20"));
    app.release();
    expect(await (await waiting).json()).toEqual({ held: true });
    expect(await (await fetch(url)).json()).toEqual({ held: true });
    app.close();
  });

  it("gives the answer of each call that ends just as its caller stops waiting", async () => {
    const app = await connectApp(relay);
    const links: string[] = [];
    while (links.length < 6) links.push((await app.ask({ type: "mint_agent_token" }))["url"] ?? "");
    const statuses = new Set<number>();
    // Many at once, so that some end together, and their answers are written together a little later.
    const taskOf = async (link: string, n: number) => {
      const body = JSON.stringify({ n });
      const started = await fetch(`${link}/echo`, { method: "POST", body, headers: { prefer: "wait=0" } });
      if (started.status !== 202) return started;
      const { url }: { url: string } = await started.json();
      return fetch(url);
    };
    for (const link of links) {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => taskOf(link, n)));
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([200]);
    app.close();
  });

  it("answers a repeat from its store after an eviction, without asking the app again", async () => {
    const app = await connectApp(relay);
    const once = () =>
      call(app, "/echo", { method: "POST", body: '{"n":2}', headers: { "idempotency-key": "k1" } });
    await once();
    await evict(app.sessionId, "hibernate");
    const repeat = await once();
    expect(repeat.headers.get("idempotency-replayed")).toBe("true");
    expect(await repeat.json()).toEqual({ n: 2 });
    expect(app.callsSeen()).toBe(1);
    app.close();
  });

  it("counts the app as away when an eviction took its socket, and takes it back under the same link", async () => {
    const app = await connectApp(relay);
    await evict(app.sessionId, "close");
    const offline = await call(app, "/echo");
    expect(offline.status).toBe(503);
    expect(offline.headers.get("retry-after")).toBe("5");
    const back = await connectApp(relay, app);
    expect((await call(back, "/echo", { method: "POST", body: '{"n":3}' })).status).toBe(200);
    back.close();
  });

  it("ends a call at its deadline though nobody waits for it, with a key as well as without", async () => {
    const app = await connectApp(relay);
    for (const headers of [{}, { "idempotency-key": "k" }]) {
      const cancelled = app.next("tool_cancel");
      const started = await call(app, "/never", {
        method: "POST",
        headers: { ...headers, prefer: "wait=0" },
      });
      expect(started.status).toBe(202);
      expect(await cancelled).toMatchObject({ reason: "tool_timeout" });
    }
    app.close();
  });

  it("refuses a link that used up its calls, but not what its calls came to", async () => {
    const app = await connectApp(relay);
    const { url } = await app.ask({ type: "mint_agent_token", maxCalls: 2 });
    const page = await fetch(`${url}/echo?n=1&_once=a`);
    expect(await page.text()).toContain(`${url}/echo?_once=`);
    const last = await fetch(`${url}/hold?_once=b&wait=0`);
    const task = /http\S+_as\/tasks\S+/.exec(await last.text())?.[0] ?? "";
    app.release();
    const result = await (await fetch(task)).text();
    expect(result).toContain('{"held":true}');
    expect(result).not.toContain("_once=");
    expect((await fetch(`${url}/echo?n=1&_once=a`)).status).toBe(200);
    expect((await fetch(`${url}/echo`, { method: "POST" })).status).toBe(410);
    const printed = await fetch(`${url}/echo?n=1&_once=c`);
    expect(printed.status).toBe(200);
    expect(printed.headers.get("agent-socket-outcome")).toBe("link_expired");
    expect((await fetch(`${url}`)).status).toBe(410);
    app.close();
  });

  it("counts the app as away once its socket was refused, though the peer does not answer the close", async () => {
    const app = await connectDeafApp(relay);
    app.send({ type: "register", appId: "as_app_anon", tools: [{ path: "/echo" }] });
    await app.heard(/"sessionId"/);
    app.send({ type: "mint_agent_token", id: "m" });
    const [, url = ""] = await app.heard(/"url":"([^"]+)"/);
    for (let frame = 0; frame <= limits.MAX_BAD_FRAMES; frame++) app.send({ type: "tool_reply" });
    await app.heard(/malformed$/);
    const refused = await fetch(`${url}/echo`, { method: "POST", headers: { prefer: "wait=1" } });
    expect(refused.status).toBe(503);
    expect(await (await fetch(url)).text()).toContain("Status: offline");
    app.destroy();
  });

  it("carries bytes to a tool without a schema, and refuses them for one that names its arguments", async () => {
    const app = await connectApp(relay);
    const body = Uint8Array.of(0, 255, 1);
    const send = (path: string) =>
      call(app, path, { method: "POST", headers: { "content-type": "image/png" }, body });
    const seen = app.next("tool_call");
    expect(await (await send("/echo")).text()).toBe("AP8B");
    expect(await seen).toMatchObject({ bodyEncoding: "base64", contentType: "image/png", body: "AP8B" });
    await app.ask({
      type: "update_tools",
      tools: [{ path: "/strict", input_schema: { type: "object", properties: { x: { type: "integer" } } } }],
    });
    const refused = await send("/strict");
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("not bytes");
    const large = await call(app, "/strict", {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: new Uint8Array(limits.MAX_REQUEST_BYTES + 1),
    });
    expect(large.status).toBe(413);
    app.close();
  });

  it("outlives a tool whose schema is none", async () => {
    const app = await connectApp(relay);
    const tools = [{ path: "/odd", input_schema: { $id: "http://[", $ref: "#/nothing" } }, { path: "/echo" }];
    await app.ask({ type: "update_tools", tools });
    await evict(app.sessionId, "hibernate");
    expect((await call(app, "/odd")).status).toBe(502);
    expect((await call(app, "/echo")).status).toBe(200);
    app.close();
  });

  it("prints no link whose address calls another tool", async () => {
    const app = await connectApp(relay);
    const briefing = await (await fetch(app.linkUrl)).text();
    const entryOf = (name: string) => new RegExp(`- ${name} [\\s\\S]*?(?=\n- |\n##)`).exec(briefing)?.[0];
    expect(entryOf("list_items")).toContain("/items?_once=");
    expect(entryOf("create_item")).toContain("POST /items");
    expect(entryOf("create_item")).not.toContain("_once=");
    const listed = await (await fetch(`${app.linkUrl}/items?_once=k`)).text();
    expect(listed).toContain("list_items");
    app.close();
  });

  it("is not created for a forged token, and leaves nothing for a refused stranger", async () => {
    const before = await worker().listDurableObjectIds("SESSIONS");
    const foreignKey = await importTokenKey("another-key-of-the-same-length-0123456789");
    for (let attempt = 0; attempt < 20; attempt++) {
      const forged = await mintToken(foreignKey, newSessionId());
      expect((await fetch(new URL(`/v1/t/${forged}`, relay))).status).toBe(404);
    }
    expect(await worker().listDurableObjectIds("SESSIONS")).toHaveLength(before.length);

    const stranger = newSessionId();
    await expect(
      connectApp(relay, { sessionId: stranger, resumeSecret: "guess", linkUrl: "" }),
    ).rejects.toThrow("resume_refused");
    expect(await tablesOf(stranger)).toEqual([]);
  });

  it("gives a true token of an unknown session the same answer as a forged one", async () => {
    const unknown = await mintToken(await importTokenKey(TOKEN_KEY), newSessionId());
    const forged = `${unknown.slice(0, -1)}${unknown.endsWith("A") ? "Q" : "A"}`;
    const [one, other] = await Promise.all(
      [unknown, forged].map(async (token) => {
        const response = await fetch(new URL(`/v1/t/${token}`, relay));
        const { error } = (await response.json()) as { error: { request_id?: string } };
        delete error.request_id;
        const headers = Object.fromEntries(
          [...response.headers].filter(([name]) => name !== "x-request-id" && name !== "date"),
        );
        return { status: response.status, error, headers };
      }),
    );
    expect(one).toEqual(other);
  });
});
