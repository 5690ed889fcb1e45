/** 40–49: bad requests, bad apps, and what the caller hears. */
import assert from "node:assert/strict";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { hasSafeHeaders, objectIn, refused, refusedPage, result, retryAfter } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { json, tools } from "./toolbox.ts";

/** A GET under another `Host` than the address has; `fetch` would not send one. */
async function askAs(
  host: string,
  url: string,
): Promise<{ readonly status: number | undefined; readonly code: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(url, { headers: { host } }, resolve).on("error", reject).end();
  const response = await promise;
  const { error = null } = objectIn(await text(response));
  return { status: response.statusCode, code: objectIn(JSON.stringify(error))["code"] };
}

const pixel = { x: 1, y: 2, color: "red" };

export const failure = [
  scenario(
    40,
    "a body that is no JSON object, too deep or too large never reaches the app",
    async (stage) => {
      const { app, agent } = await stage.open();
      const nested = (levels: number) => `{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
      const bodies = [
        "{",
        "[]",
        "null",
        "7",
        '"text"',
        "a=b",
        '{"a":1} {"b":2}',
        nested(65),
        "[".repeat(500_000),
        new Uint8Array([0x7b, 0xff, 0x7d]),
      ];
      for (const body of bodies) refused(await agent.post("/echo", body), "malformed");
      const filled = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
      refused(await agent.post("/echo", filled(1024 * 1024 + 1)), "too_large");
      assert.equal(app.calls.length, 0);
      assert.equal((await agent.post("/echo", filled(1024 * 1024 - 1024))).status, 200);
      assert.equal((await agent.post("/echo", nested(64))).status, 200);
      const form = await agent.post("/echo", '{"typed":"wrongly"}', { "content-type": "text/plain" });
      assert.deepEqual(result(form), { typed: "wrongly" });
      assert.deepEqual(result(await agent.post("/echo", "")), {}, "no body is no arguments");
    },
  ),

  scenario(
    41,
    "each fault of an input is told with its place, and an unknown field by its name",
    async (stage) => {
      const { app, agent } = await stage.open();
      const answer = await agent.post("/paint", { x: "1", y: 99, colour: "red", layers: [1, "two"] });
      const { issues = [] } = refused(answer, "invalid_input");
      const told = new Map(issues.map(({ pointer, message }) => [pointer, message]));
      assert.match(told.get("/x") ?? "", /integer/i, answer.text);
      assert.match(told.get("/y") ?? "", /15/, answer.text);
      assert.match(told.get("/layers/1") ?? "", /integer/i, answer.text);
      assert.match(answer.text, /colour/);
      assert.match(answer.text, /color/, "the allowed names are listed");
      refused(await agent.post("/paint", { ...pixel, __proto__: { x: 1 }, constructor: 1 }), "invalid_input");
      refused(await agent.post("/paint", '{"x":1,"y":2,"color":"red","__proto__":{}}'), "invalid_input");
      refusedPage(await agent.get("/paint?x=one&y=2&color=red&_once=A"), "invalid_input");
      assert.equal(app.calls.length, 0);
      result(await agent.post("/paint", pixel));
    },
  ),

  scenario(
    42,
    "an app that is away is said to be offline, and the same link works once it is back",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      app.vanish();
      await app.closed;
      const away = await agent.post("/echo", { n: 1 });
      refused(away, "app_offline");
      retryAfter(away);
      const briefing = await agent.get();
      assert.equal(briefing.status, 200, "the briefing stays");
      const { app: back } = await stage.resume(session);
      assert.deepEqual(result(await agent.post("/echo", { n: 2 })), { n: 2 });
      assert.equal(back.calls.length, 1);
    },
  ),

  scenario(43, "a call in flight is answered at once when the app's socket dies", async (stage) => {
    const { app, session, agent } = await stage.open();
    const answers = [
      agent.post("/hang", { n: 1 }),
      agent.post("/hang", { n: 3 }, { "idempotency-key": "K" }),
    ];
    const byLink = agent.get("/hang?_once=A");
    await Promise.all([...answers, byLink].map(() => app.next("tool_call")));
    const diedAt = performance.now();
    app.vanish();
    refusedPage(await byLink, "outcome_unknown");
    for (const answer of await Promise.all(answers)) {
      const { hint } = refused(answer, "outcome_unknown");
      assert.match(hint ?? "", /./, "says whether repeating is safe");
    }
    assert.ok(performance.now() - diedAt < 1000);
    const { app: back } = await stage.resume(session);
    refused(await agent.post("/hang", { n: 3 }, { "idempotency-key": "K" }), "outcome_unknown");
    assert.equal(back.calls.length, 0, "what may have run is never sent again");
  }),

  scenario(44, "an unusable reply fails its own call and nothing else", async (stage) => {
    const { app, agent } = await stage.open();
    const bad: readonly (readonly [object, "bad_reply" | "reply_too_large"])[] = [
      [{ status: 99 }, "bad_reply"],
      [{ status: 700 }, "bad_reply"],
      [{ status: "200" }, "bad_reply"],
      [{}, "bad_reply"],
      [{ status: 200, body: 7 }, "bad_reply"],
      [{ status: 200, body: "%%%", bodyEncoding: "base64" }, "bad_reply"],
      [{ status: 200, body: "x".repeat(1024 * 1024 + 1) }, "reply_too_large"],
    ];
    for (const [reply, code] of bad) {
      const answer = agent.post("/hang", {});
      const { id } = await app.next("tool_call");
      app.send({ type: "tool_reply", id, ...reply });
      refused(await answer, code);
    }
    assert.deepEqual(result(await agent.post("/echo", { fine: 1 })), { fine: 1 });
  }),

  scenario(45, "nothing of an app's reply becomes a header or a script", async (stage) => {
    const { app, agent } = await stage.open();
    const types = [
      "text/plain\r\nset-cookie: a=b",
      "a/b\nx: y",
      "ü/ü",
      "text",
      "",
      "text/html",
      "application/xhtml+xml",
      "image/svg+xml",
      "text/xml; charset=utf-8",
      "TEXT/HTML",
    ];
    for (const contentType of types) {
      const pending = agent.post("/hang", {});
      app.reply(await app.next("tool_call"), { body: "<script>alert(1)</script>", contentType });
      const answer = await pending;
      assert.ok([200, 502].includes(answer.status), answer.text);
      assert.doesNotMatch(answer.headers.get("content-type") ?? "", /html|xml|svg/i, contentType);
      assert.equal(answer.headers.get("set-cookie"), null);
    }
    for (const status of [204, 304, 302, 205]) {
      const pending = agent.post("/hang", {});
      app.reply(await app.next("tool_call"), { status, body: "a body all the same" });
      const answer = await pending;
      assert.ok([status, 502].includes(answer.status), `${status} became ${answer.status} ${answer.text}`);
      assert.equal(answer.headers.get("location"), null);
    }
  }),

  scenario(
    46,
    "a tool that takes too long ends with tool_timeout, and the app is told to stop",
    async (stage) => {
      const { app, agent } = await stage.open();
      const answer = await agent.post("/hurry", {});
      refused(answer, "tool_timeout");
      const call = await app.next("tool_call");
      assert.equal((await app.next("tool_cancel")).id, call.id);
      app.reply(call, { body: "too late" });
      const slow = await agent.post("/hurry", {}, { prefer: "wait=0" });
      assert.equal(slow.status, 202);
      refused(await agent.get(`/_as/tasks/${String(objectIn(slow.text)["task"])}?wait=5`), "tool_timeout");
    },
  ),

  scenario(47, "the app's own errors go through as they are", async (stage) => {
    const { app, agent } = await stage.open();
    app.serve("/hang", ({ body }) => json({ why: "no such picture" }, Number(objectIn(body)["status"])));
    for (const status of [400, 404, 409, 418, 500, 503]) {
      const answer = await agent.post("/hang", { status });
      assert.equal(answer.status, status);
      assert.deepEqual(answer.json(), { why: "no such picture" });
      hasSafeHeaders(answer);
    }
  }),

  scenario(48, "a wrong path names the nearest tools, and a wrong method the right one", async (stage) => {
    const { app, agent } = await stage.open();
    const { message, hint = "" } = refused(await agent.post("/pant", pixel), "no_such_tool");
    assert.match(message + hint, /\/?paint/);
    for (const path of [
      "/paint/",
      "/PAINT",
      "/__proto__",
      "/constructor",
      "/%2e%2e/echo",
      "/_as/none",
      "/echo%00",
    ])
      assert.equal((await agent.post(path, {})).status, 404, path);
    assert.equal((await agent.post("/%zz", {})).status, 400);
    const wrong = await agent.ask("DELETE", "/paint", { body: pixel });
    refused(wrong, "method_not_allowed");
    assert.match(wrong.headers.get("allow") ?? "", /POST/);
    refused(await agent.ask("PUT", "/tools.json", { body: {} }), "method_not_allowed");
    assert.equal(app.calls.length, 0);
    const many = Array.from({ length: 30 }, (_, index) => ({ path: `/t${index}` }));
    const { agent: wide } = await stage.open({ tools: [...many, tools.paint] });
    assert.ok((await wide.post("/t99", {})).text.length < 2000, "names the nearest, not all");
  }),

  scenario(49, "a web page of another site can call nothing", async (stage) => {
    const { app, agent } = await stage.open();
    for (const site of ["cross-site", "same-site"]) {
      refused(await agent.post("/echo", {}, { "sec-fetch-site": site }), "cross_site");
      refusedPage(
        await agent.get("/paint?x=1&y=1&color=red&_once=A", {
          "sec-fetch-site": site,
          "sec-fetch-mode": "no-cors",
        }),
        "cross_site",
      );
      refused(await agent.get("/look", { "sec-fetch-site": site }), "cross_site");
      refused(await agent.post("/_as/revoke", {}, { "sec-fetch-site": site }), "cross_site");
    }
    const preflight = await agent.ask("OPTIONS", "/echo", {
      headers: { origin: "https://evil.test", "access-control-request-method": "POST" },
    });
    assert.equal(preflight.headers.get("access-control-allow-origin"), null);
    assert.equal(app.calls.length, 0);
    // A name of a stranger's that leads to the relay's address makes his page "same-origin" with it.
    const rebound = await askAs("evil.test", agent.url);
    assert.deepEqual(rebound, { status: 403, code: "host_not_allowed" });
    result(await agent.post("/echo", {}, { "sec-fetch-site": "none" }));
    result(await agent.post("/echo", {}, { "sec-fetch-site": "same-origin" }));
  }),
];
