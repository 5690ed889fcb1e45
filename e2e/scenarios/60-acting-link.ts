/** 60–69: links that act, for readers that can only open URLs. */
import assert from "node:assert/strict";
import type { Answer } from "../clients/agent.ts";
import { done, hasSafeHeaders, objectIn, outcomeOf, refused, refusedPage, result, urlsIn } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { toolbox, tools } from "./toolbox.ts";

const PAINT = "/paint?x=1&y=2&color=red";

/** A page for a reader that only opens URLs: text, small, ending in addresses that may be opened next. */
function readable(page: Answer, base: string): readonly string[] {
  assert.match(page.headers.get("content-type") ?? "", /^text\/plain/);
  assert.ok(page.bytes.length <= 8 * 1024, `${page.bytes.length} bytes`);
  hasSafeHeaders(page);
  const urls = urlsIn(page.text);
  assert.ok(urls.length > 0, page.text);
  for (const url of urls) assert.ok(url.startsWith(base) && url.length <= 250, url);
  return urls;
}

export const actingLink = [
  scenario(60, "arguments in a link are typed by the schema", async (stage) => {
    const { app, agent } = await stage.open();
    const query = new URLSearchParams([
      ["x", "3"],
      ["y", "7"],
      ["color", "blue"],
      ["soft", "true"],
      ["alpha", "-2.5e-1"],
      ["layers", "1"],
      ["layers", "2"],
      ["meta", '{"by":"Ada & co","n":[1]}'],
      ["note", "10"],
      ["_once", "K"],
    ]);
    const page = await agent.get(`/paint?${query}`);
    assert.equal(page.status, 200, page.text);
    assert.deepEqual(objectIn(app.calls[0]?.body ?? ""), {
      x: 3,
      y: 7,
      color: "blue",
      soft: true,
      alpha: -0.25,
      layers: [1, 2],
      meta: { by: "Ada & co", n: [1] },
      note: "10",
    });
    const jsonArray = await agent.get(`${PAINT}&layers=${encodeURIComponent("[4,5]")}&_once=L`);
    assert.equal(jsonArray.status, 200, jsonArray.text);
    assert.deepEqual(objectIn(app.calls[1]?.body ?? "")["layers"], [4, 5]);
    assert.deepEqual(
      app.calls.map(({ caller }) => caller.surface),
      ["link", "link"],
    );
    for (const wrong of [
      "x=1.5&y=2",
      "x=&y=2",
      "x=1&x=2&y=2",
      "x=1&y=2&soft=yes",
      "x=1&y=2&meta=[]",
      "x=1&y=2&nope=1",
    ])
      refusedPage(await agent.get(`/paint?color=red&${wrong}&_once=${wrong.length}W`), "invalid_input");
    assert.equal(app.calls.length, 2);
  }),

  scenario(
    61,
    "opening a link that acted again changes nothing, and says that it is done already",
    async (stage) => {
      const { app, agent } = await stage.open();
      const first = await agent.get(`${PAINT}&_once=K`);
      assert.equal(first.status, 200);
      readable(first, agent.url);
      for (let time = 0; time < 3; time++) {
        const again = await agent.get(`${PAINT}&_once=K`);
        assert.equal(again.status, 200);
        assert.match(again.text, /already done at \d\d:\d\d:\d\d/i);
        assert.match(again.text, /painted/, "with the stored result");
      }
      assert.equal(app.calls.length, 1);
      refusedPage(await agent.get("/paint?x=9&y=2&color=red&_once=K"), "idempotency_conflict");
      await agent.get(`${PAINT}&_once=K2`);
      assert.equal(app.calls.length, 2);
    },
  ),

  scenario(
    62,
    "a writing tool without its key answers 428 with the link that is ready to open",
    async (stage) => {
      const { app, agent } = await stage.open();
      const answer = await agent.get(PAINT);
      assert.equal(answer.status, 428);
      assert.match(answer.text, /once_required/);
      const ready = urlsIn(answer.text).find((url) => url.includes("_once="));
      assert.ok(ready !== undefined && ready.startsWith(`${agent.url}/paint?`), answer.text);
      assert.equal(app.calls.length, 0);
      const page = await stage.askRelay("GET", ready.slice(stage.world.relayUrl.length));
      assert.equal(page.status, 200, page.text);
      assert.deepEqual(objectIn(app.calls[0]?.body ?? ""), { x: 1, y: 2, color: "red" });
    },
  ),

  scenario(63, "HEAD, prefetching browsers and preview bots call nothing", async (stage) => {
    const { app, agent } = await stage.open();
    const bots = [
      "Slackbot-LinkExpanding 1.0",
      "Twitterbot/1.0",
      "facebookexternalhit/1.1",
      "WhatsApp/2.23.20",
      "TelegramBot (like TwitterBot)",
      "LinkedInBot/1.0",
      "Mozilla/5.0 (compatible; Discordbot/2.0)",
      "SkypeUriPreview",
    ];
    const visitors: Record<string, string>[] = [
      ...bots.map((name) => ({ "user-agent": name })),
      { "sec-purpose": "prefetch" },
      { "sec-purpose": "prefetch;prerender" },
      { purpose: "prefetch" },
    ];
    const acting = [`${PAINT}&_once=K`, "/look?row=1"];
    await Promise.all(
      visitors.map(async (headers) => {
        const [briefing, paint, look] = await Promise.all(
          ["", ...acting].map((path) => agent.get(path, headers)),
        );
        assert.ok(briefing !== undefined && paint !== undefined && look !== undefined);
        assert.equal(briefing.status, 200, "the briefing may be read");
        refusedPage(paint, "method_not_allowed");
        refused(look, "method_not_allowed");
      }),
    );
    for (const path of ["", ...acting]) assert.equal((await agent.ask("HEAD", path)).text, "");
    assert.equal(app.calls.length, 0);
    assert.equal((await agent.get(`${PAINT}&_once=K`)).status, 200, "the link still works for its reader");
    assert.equal(app.calls.length, 1);
  }),

  scenario(64, "a tool that only reads needs no key, and every opening asks the app", async (stage) => {
    const { app, agent } = await stage.open();
    for (const row of [1, 2, 2]) assert.equal((await agent.get(`/look?row=${row}`)).status, 200);
    assert.equal(app.calls.length, 3);
    for (const time of [4, 5]) {
      const page = await agent.get("/look?row=3&_once=K");
      assert.doesNotMatch(done(page), /already/i, "the key is there for caches alone");
      assert.equal(app.calls.length, time);
    }
    assert.equal((await agent.get("/look?row=3", { "idempotency-key": "K" })).status, 200);
  }),

  scenario(65, "an app may restrict links to reading, or forbid that they act", async (stage) => {
    const { office } = stage.world;
    const registered = async (linkCalls: "off" | "read-only") => {
      const { entry, appKey } = await office.registerApp({ linkCalls });
      return stage.open({ appId: entry.appId, appKey });
    };
    const readOnly = await registered("read-only");
    refusedPage(await readOnly.agent.get(`${PAINT}&_once=K`), "tool_not_allowed");
    assert.equal((await readOnly.agent.get("/look?row=1")).status, 200);
    const off = await registered("off");
    refusedPage(await off.agent.get(`${PAINT}&_once=K`), "tool_not_allowed");
    refusedPage(await off.agent.get("/look?row=1&_once=K"), "tool_not_allowed");
    result(await off.agent.post("/paint", { x: 1, y: 2, color: "red" }));
    const printed = urlsIn((await off.agent.get()).text).filter((url) => url.includes("_once="));
    assert.deepEqual(printed, [], "nothing that would be refused is printed");
  }),

  scenario(66, "every link that a page prints can be opened, and leads on", async (stage) => {
    const { app, agent } = await stage.open({ tools: [tools.paint, tools.look] });
    const open = async (url: string) => {
      const page = await agent.get(url.slice(agent.url.length));
      assert.equal(page.status, 200, `${url}\n${page.text}`);
      readable(page, agent.url);
      return urlsIn(page.text).filter((next) => /[?&]_once=[^{]|\/_as\/pick\//.test(next));
    };
    const printed = await open(agent.url);
    assert.ok(printed.length >= 3, printed.join("\n"));
    const second = (await Promise.all(printed.map(open))).flat();
    await Promise.all([...new Set(second)].slice(0, 20).map(open));
    assert.ok(app.calls.length >= 4, `only ${app.calls.length} printed links acted`);
  }),

  scenario(67, "whoever holds the link may end it, by POST alone", async (stage) => {
    const { app, agent, link } = await stage.open();
    const { agent: other } = await stage.mint(app);
    for (const path of ["/_as/revoke", "/_as/revoke?_once=K"])
      assert.equal((await agent.get(path)).status, 405);
    assert.equal((await agent.post("/_as/revoke", "")).status, 200);
    assert.deepEqual(await app.next("token_revoked"), {
      type: "token_revoked",
      tokenId: link.tokenId,
      by: "holder",
    });
    refused(await agent.get(), "link_revoked");
    refused(await agent.post("/echo", {}), "link_revoked");
    refused(await agent.post("/_as/revoke", ""), "link_revoked");
    result(await other.post("/echo", {}));
    const page = await other.ask("POST", "/_as/revoke", {
      headers: { accept: "text/html", "sec-fetch-site": "same-origin" },
    });
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/, "a person's browser gets a page");
    refused(await other.get(), "link_revoked");
  }),

  scenario(68, "a large answer is read on page by page, whole, and runs once", async (stage) => {
    const { app, agent } = await stage.open({
      tools: [
        ...toolbox,
        ...Array.from({ length: 150 }, (_, index) => ({
          path: `/tool_${index}`,
          description: "d".repeat(300),
        })),
      ],
    });
    const words = Array.from({ length: 3000 }, (_, index) => `«${index}»`);
    app.serve("/hang", () => ({ body: words.join(""), contentType: "text/plain" }));
    let path: string | undefined = "/hang?_once=K";
    let read = "";
    while (path !== undefined) {
      const page = await agent.get(path);
      readable(page, agent.url);
      assert.ok(!page.text.includes("\uFFFD"), "cut at a whole character");
      // The answer is one line, and on each page its part of it is the one with these marks.
      read += page.text.split("\n").find((line) => line.includes("»«")) ?? "";
      path = urlsIn(page.text)
        .find((url) => url.includes("from="))
        ?.slice(agent.url.length);
    }
    assert.deepEqual(read.match(/\d+/g)?.map(Number), [...words.keys()]);
    assert.equal(app.calls.length, 1);
    const briefing = await agent.get();
    assert.ok(briefing.bytes.length <= 64 * 1024, `${briefing.bytes.length} bytes`);
  }),

  scenario(
    69,
    "a link that acts is held no longer than a reader waits, and its task is one more link",
    async (stage) => {
      const { app, agent } = await stage.open();
      const page = await agent.get("/hang?_once=K&wait=0");
      assert.deepEqual([page.status, outcomeOf(page)], [200, "running"]);
      const task = urlsIn(page.text).find((url) => url.includes("/_as/tasks/"));
      assert.ok(task !== undefined, page.text);
      app.reply(await app.next("tool_call"), { body: "finally" });
      const done = await stage.askRelay("GET", task.slice(stage.world.relayUrl.length));
      assert.equal(done.status, 200);
      assert.match(done.text, /finally/);
      assert.equal((await agent.get("/hang?_once=K")).status, 200);
      assert.equal(app.calls.length, 1);
    },
  ),
];
