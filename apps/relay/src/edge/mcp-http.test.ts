/** The Model Context Protocol as HTTP: what a client may send, and what it hears when it may not. */
import { importTokenKey, limits, mintToken, newSessionId } from "@agent-socket/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import { connectMcpApp, type McpApp, reply } from "./mcp-app.fixture.ts";
import { CLIENTS } from "./mcp-clients.fixture.ts";

const TOKEN_KEY = "a-token-key-for-tests-of-forty-characters";
const harness = createTestHarness({
  root: new URL("../..", import.meta.url).pathname,
  workers: [{ configPath: "./wrangler.jsonc", secrets: { TOKEN_KEYS: TOKEN_KEY, CONTROL_SECRETS: "" } }],
});
let relay: URL;
let app: McpApp;
let link: string;
/** The app answers once this is called. */
let answerThought: () => void;

beforeAll(async () => {
  ({ url: relay } = await harness.listen());
  app = await connectMcpApp(relay, [
    { path: "/look", method: "GET", answer: reply("text/plain", "Red.") },
    {
      path: "/think",
      method: "GET",
      answer: (call, say) => {
        answerThought = () => reply("text/plain", "Blue.")(call, say);
      },
    },
  ]);
  link = await app.mint();
});
afterAll(async () => {
  app.close();
  await harness.close();
});

const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
const look = { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "look", arguments: {} } };
const both = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const post = (body: unknown, headers: Record<string, string> = {}, url = `${link}/mcp`) =>
  fetch(url, {
    method: "POST",
    headers: { ...both, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { code: string } }).error.code;

describe("a request of an MCP client", () => {
  it("is answered with the headers that every answer carries", async () => {
    const response = await post(ping);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store, private",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^req_/),
    });
    expect(response.headers.has("mcp-session-id")).toBe(false);
    await response.text();
  });

  it.each([
    ["that takes anything", { accept: "*/*" }],
    ["that names an older revision", { "mcp-protocol-version": "2025-03-26" }],
  ])("%s is understood", async (_, headers) => {
    expect(await (await post(look, headers)).text()).toContain("Red.");
  });

  it("gets a call's answer as JSON where it comes soon", async () => {
    const response = await post(look);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toMatchObject({ id: 2, result: { content: [{ text: "Red." }] } });
  });

  it("gets it in a stream of events where the app takes its time", async () => {
    const response = await post({ ...look, params: { name: "think", arguments: {} } });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    answerThought();
    const [sign = "", message = ""] = (await response.text()).split("\n\n");
    expect(sign).toBe(": still here");
    expect(message).toMatch(/^event: message\ndata: /);
    expect(JSON.parse(message.replace(/^event: message\ndata: /, ""))).toMatchObject({
      id: 2,
      result: { content: [{ text: "Blue." }] },
    });
  });

  it("may forget its content type", async () => {
    const body = new TextEncoder().encode(JSON.stringify(look));
    const response = await fetch(link, { method: "POST", headers: { accept: both.accept }, body });
    expect(await response.text()).toContain("Red.");
  });

  it("may be a batch of an old client, each answered", async () => {
    const text = await (
      await post([ping, look, { jsonrpc: "2.0", method: "notifications/cancelled" }])
    ).text();
    expect(text).toContain('"id":1');
    expect(text).toContain("Red.");
  });

  it("that only notifies is accepted", async () => {
    const cancelled = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 2 } };
    expect((await post(cancelled)).status).toBe(202);
  });

  it("leads to the older revision where it asks for one that is not known", async () => {
    const params = {
      protocolVersion: "2031-01-01",
      capabilities: {},
      clientInfo: { name: "t", version: "1" },
    };
    const text = await (await post({ ...ping, method: "initialize", params })).text();
    expect(text).toContain('"protocolVersion":"2025-11-25"');
  });
});

describe("what is refused", () => {
  it.each([
    ["no JSON", "{", {}, 400, "malformed"],
    ["the arguments of a tool", { x: 1 }, {}, 400, "malformed"],
    ["JSON that nests too deep", `${"[".repeat(65)}${"]".repeat(65)}`, {}, 400, "malformed"],
    ["too much", " ".repeat(limits.MAX_REQUEST_BYTES + 1), {}, 413, "too_large"],
    ["a page of another site", ping, { "sec-fetch-site": "cross-site" }, 403, "cross_site"],
    ["a page that says where it is from", ping, { origin: "https://evil.example" }, 403, "cross_site"],
    ["a page that does not say it", ping, { origin: "null" }, 403, "cross_site"],
  ])("%s", async (_, body, headers, status, code) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toBe(code);
  });

  it("but not what comes from the relay's own address", async () => {
    expect((await post(ping, { origin: relay.origin })).status).toBe(200);
  });

  it.each([
    ["GET", "/mcp", {}],
    ["DELETE", "/mcp", {}],
    ["GET", "", { accept: "text/event-stream" }],
  ])("%s on the link%s, with Allow", async (method, path, headers) => {
    const response = await fetch(`${link}${path}`, { method, headers });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    await response.text();
  });

  it("an unknown link and a forged one alike", async () => {
    const unknown = await mintToken(await importTokenKey(TOKEN_KEY), newSessionId());
    const forged = `${unknown.slice(0, -1)}${unknown.endsWith("A") ? "Q" : "A"}`;
    for (const token of [unknown, forged]) {
      const response = await post(ping, {}, new URL(`/v1/t/${token}/mcp`, relay).href);
      expect(response.status).toBe(404);
      expect(await codeOf(response)).toBe("link_not_recognised");
    }
  });

  it("a link that was revoked", async () => {
    const url = await app.mint();
    await app.revoke(url);
    const response = await post(ping, {}, url);
    expect(response.status).toBe(410);
    expect(await codeOf(response)).toBe("link_revoked");
  });
});

describe("a client with an address and a key", () => {
  const keyed = "/mcp";
  const tokenOf = (url: string) => url.slice(url.lastIndexOf("/") + 1);

  it.each(CLIENTS)("reaches the app with the token of a link ($line)", async ({ connect }) => {
    for (const key of [tokenOf(link), link]) {
      const { client, call } = await connect(new URL(keyed, relay).href, { authorization: `Bearer ${key}` });
      expect((await call("look")).content).toEqual([{ type: "text", text: "Red." }]);
      await client.close();
    }
  });

  it.each([
    ["without a key", {}, 400, "malformed"],
    ["with a key of another kind", { authorization: "Basic eDp5" }, 400, "malformed"],
    ["with a wrong key", { authorization: "Bearer as_x" }, 404, "link_not_recognised"],
    ["with a key that is a path", { authorization: "Bearer ../../healthz" }, 404, "link_not_recognised"],
  ])("hears what is wrong %s, and is not sent to sign in", async (_, headers, status, code) => {
    const response = await post(ping, headers, new URL(keyed, relay).href);
    expect(response.status).toBe(status);
    expect(response.headers.has("www-authenticate")).toBe(false);
    expect(await codeOf(response)).toBe(code);
  });

  it("finds nobody to sign in with", async () => {
    const { pathname } = new URL(link);
    const places = ["/.well-known/oauth-protected-resource", "/.well-known/oauth-authorization-server"];
    const addresses = places.flatMap((place) => [
      new URL(place, relay).href,
      new URL(`${place}${pathname}/mcp`, relay).href,
      `${link}${place}`,
    ]);
    for (const address of addresses) {
      const response = await fetch(address);
      expect(response.status).toBe(404);
      expect(response.headers.has("www-authenticate")).toBe(false);
      expect(await response.text()).not.toContain(tokenOf(link));
    }
  });
});
