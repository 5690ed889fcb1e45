/** 01–09: each surface answers at all. */
import assert from "node:assert/strict";
import { accepted } from "../clients/raw-app.ts";
import { hasSafeHeaders, objectIn, refused, result, urlsIn } from "./checks.ts";
import { scenario } from "./scenario.ts";

export const smoke = [
  scenario(1, "the relay is healthy, lets readers in, and says at its root what it is", async (stage) => {
    const health = await stage.askRelay("GET", "/healthz");
    assert.equal(health.status, 200);
    assert.equal(objectIn(health.text)["ok"], true);
    const robots = await stage.askRelay("GET", "/robots.txt");
    assert.match(robots.text, /User-agent: \*/);
    assert.doesNotMatch(robots.text, /Disallow: \//);
    const root = await stage.askRelay("GET", "/");
    assert.equal(root.status, 200);
    assert.match(root.text, /agent-socket/i);
  }),

  scenario(2, "an anonymous app gives out a link, and a POST to it runs the tool", async (stage) => {
    const { app, agent } = await stage.open();
    const answer = await agent.post("/echo", { say: "hello" });
    assert.deepEqual(result(answer), { say: "hello" });
    assert.equal(app.calls.length, 1);
  }),

  scenario(3, "the link is a text briefing that names each tool by a literal address", async (stage) => {
    const { agent, app } = await stage.open();
    const briefing = await agent.get();
    assert.equal(briefing.status, 200);
    assert.match(briefing.headers.get("content-type") ?? "", /^text\/plain/);
    hasSafeHeaders(briefing);
    for (const word of [
      "Toolbox",
      "A box of tools to try.",
      `${agent.url}/echo`,
      `${agent.url}/paint`,
      "Paints one pixel.",
    ])
      assert.ok(briefing.text.includes(word), word);
    assert.ok(Buffer.byteLength(briefing.text) <= 8 * 1024, "a page is at most 8 KB");
    assert.ok(
      urlsIn(briefing.text).every((url) => url.startsWith(agent.url)),
      "no address of another host",
    );
    assert.equal(app.calls.length, 0);
  }),

  scenario(
    4,
    "the briefing is markdown for who asks for markdown, and a page for a person's browser",
    async (stage) => {
      const { agent } = await stage.open();
      const markdown = await agent.get("", { accept: "text/markdown" });
      assert.match(markdown.headers.get("content-type") ?? "", /^text\/markdown/);
      const document = await agent.get("/agents.md");
      assert.match(document.headers.get("content-type") ?? "", /^text\/markdown/);
      const page = await agent.get("", {
        accept: "text/html,*/*;q=0.8",
        "sec-fetch-dest": "document",
        "sec-fetch-mode": "navigate",
      });
      assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
      assert.match(page.text, /<html lang="en"/i);
      assert.match(page.text, /Toolbox/);
      for (const answer of [markdown, document, page]) {
        assert.equal(answer.status, 200);
        hasSafeHeaders(answer);
      }
    },
  ),

  scenario(5, "tools.json lists every tool with its schema and absolute address", async (stage) => {
    const { agent } = await stage.open();
    const answer = await agent.get("/tools.json");
    const list = objectIn(JSON.stringify(result(answer)));
    assert.match(JSON.stringify(list["app"]), /"name":"Toolbox"/);
    const tools = list["tools"];
    assert.ok(Array.isArray(tools));
    const named = tools.map((tool) => objectIn(JSON.stringify(tool)));
    assert.deepEqual(
      named.map(({ method, path, url }) => ({ method, path, url })),
      [
        { method: "POST", path: "/echo", url: `${agent.url}/echo` },
        { method: "POST", path: "/paint", url: `${agent.url}/paint` },
        { method: "GET", path: "/look", url: `${agent.url}/look` },
        { method: "POST", path: "/hang", url: `${agent.url}/hang` },
        { method: "POST", path: "/hurry", url: `${agent.url}/hurry` },
      ],
    );
    assert.match(JSON.stringify(named[1]?.["input_schema"]), /"enum":\["red","green","blue"\]/);
  }),

  scenario(6, "a link that acts runs the tool by GET", async (stage) => {
    const { app, agent } = await stage.open();
    const page = await agent.get("/paint?x=1&y=2&color=red&_once=K1");
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type") ?? "", /^text\/plain/);
    hasSafeHeaders(page);
    assert.deepEqual(objectIn(app.calls[0]?.body ?? ""), { x: 1, y: 2, color: "red" });
  }),

  scenario(7, "an address that is nothing is a documented 404", async (stage) => {
    for (const path of ["/nothing", "/v1/", "/v1/t", "/internal/v1/apps", "/healthz/x"])
      refused(await stage.askRelay("GET", path), "not_found");
  }),

  scenario(8, "the app hears who called, and neither the token nor an address", async (stage) => {
    const { app } = await stage.open();
    const { agent, link } = await stage.mint(app, { label: "Ada's chat" });
    await agent.post(
      "/echo",
      {},
      {
        "user-agent": "curl/8.5.0",
        "x-forwarded-for": "203.0.113.9",
        cookie: "a=b",
        authorization: "Bearer x",
      },
    );
    assert.deepEqual(app.calls[0]?.caller, {
      tokenId: link.tokenId,
      label: "Ada's chat",
      surface: "http",
      client: "curl",
    });
    assert.ok(!app.heard.some((text) => text.includes("agent_activity")), "the call itself says who called");
    const heard = app.heard.filter((text) => !text.includes("mint_agent_token_reply")).join("\n");
    for (const secret of [link.token, "203.0.113.9", "127.0.0.1", "Bearer", "a=b"])
      assert.ok(!heard.includes(secret), secret);
  }),

  scenario(9, "opening the link tells the app that an AI came, and calls nothing", async (stage) => {
    const { app, agent, link } = await stage.open();
    for (let time = 0; time < 3; time++) await agent.get("", { "user-agent": "Claude-User/1.0" });
    const opened = await app.next("agent_activity");
    assert.deepEqual(opened, {
      type: "agent_activity",
      tokenId: link.tokenId,
      label: null,
      kind: "opened",
      client: "claude",
    });
    const list = accepted(await app.ask("list_agent_tokens"));
    assert.equal(list.tokens[0]?.calls, 0);
    assert.equal(app.calls.length, 0);
  }),
];
