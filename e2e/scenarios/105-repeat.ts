/** 105–109: calls that are repeated, and what the app hears of calls. */
import assert from "node:assert/strict";
import { limits } from "@agent-socket/protocol";
import { objectIn, outcomeOf, refused, refusedPage, result } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { toolbox, tools } from "./toolbox.ts";

export const repeat = [
  scenario(105, "the app hears of calls that failed before they reached it", async (stage) => {
    const { app, agent, link } = await stage.open();
    const { agent: reader } = await stage.mint(app, { readOnly: true });
    refused(await reader.post("/paint", {}), "tool_not_allowed");
    refused(await agent.post("/paint", { x: "one" }, { "user-agent": "curl/8.5.0" }), "invalid_input");
    assert.deepEqual(await app.next("agent_activity"), {
      type: "agent_activity",
      tokenId: link.tokenId,
      label: null,
      kind: "failed",
      client: "curl",
    });
    result(await agent.post("/echo", {}));
    assert.equal(app.calls.length, 1);
  }),

  {
    ...scenario(
      106,
      "a socket on which nothing is said is closed after ten seconds with 4408",
      async (stage) => {
        const { session } = await stage.open();
        const startedAt = performance.now();
        const silent = [await stage.dial(), await stage.dial({ session: session.sessionId })];
        for (const app of silent) {
          const reply = await app.next("register_reply");
          assert.match(JSON.stringify(reply), /"silent"/);
        }
        const tookMs = performance.now() - startedAt;
        assert.ok(tookMs > 9_500 && tookMs < 15_000, `${tookMs} ms`);
        // The local runtime says goodbye at once, and lets go of the connection much later.
        await new Promise((resolve) => setTimeout(resolve, 200));
        for (const app of silent) app.vanish();
        for (const app of silent) assert.equal((await app.closed).code, 4408);
      },
    ),
    takesLong: true as const,
  },

  scenario(
    107,
    "a repeat is known by what it asks, in whatever order, and by nothing that it does not ask",
    async (stage) => {
      const items = ["POST", "PUT"].map((method) => ({ path: "/items", method, name: `${method}_items` }));
      const { app, agent } = await stage.open({ tools: [...toolbox, ...items] });
      app.serve("/items", ({ method }) => ({ body: JSON.stringify({ method }) }));
      const key = { "idempotency-key": "K" };
      const first = await agent.post("/echo", '{"a":1,"b":{"c":[1,2],"d":null}}', key);
      const same = await agent.post("/echo", '{"b" : {"d":null,"c":[1,2]}, "a":1}', key);
      assert.deepEqual(result(same), result(first));
      assert.equal(same.headers.get("idempotency-replayed"), "true");
      for (const other of [
        '{"a":1,"b":{"c":[2,1],"d":null}}',
        '{"a":1}',
        '{"a":"1","b":{"c":[1,2],"d":null}}',
      ])
        refused(await agent.post("/echo", other, key), "idempotency_conflict");
      const layers = "/paint?x=1&y=2&color=red";
      await agent.get(`${layers}&layers=1&layers=2&_once=L`);
      assert.match(
        (await agent.get(`/paint?color=red&y=2&x=1&layers=1&layers=2&_once=L`)).text,
        /already done/i,
      );
      refusedPage(await agent.get(`${layers}&layers=2&layers=1&_once=L`), "idempotency_conflict");
      assert.equal(app.calls.length, 2);
      assert.deepEqual(result(await agent.post("/items", {}, { "idempotency-key": "M" })), {
        method: "POST",
      });
      refused(
        await agent.ask("PUT", "/items", { body: {}, headers: { "idempotency-key": "M" } }),
        "idempotency_conflict",
      );
      assert.equal(app.calls.length, 3);
    },
  ),

  scenario(108, "a repeat is answered when its tool has changed, and when it is gone", async (stage) => {
    const { app, agent } = await stage.open();
    const key = { "idempotency-key": "K" };
    assert.deepEqual(result(await agent.post("/echo", { n: 1 }, key)), { n: 1 });
    await agent.get("/paint?x=1&y=2&color=red&_once=L");
    const strict = { ...tools.echo, input_schema: { type: "object", required: ["never"] } };
    await app.ask("update_tools", { tools: [strict] });
    assert.deepEqual(result(await agent.post("/echo", { n: 1 }, key)), { n: 1 });
    await app.ask("update_tools", { tools: [] });
    assert.deepEqual(result(await agent.post("/echo", { n: 1 }, key)), { n: 1 });
    const page = await agent.get("/paint?x=1&y=2&color=red&_once=L");
    assert.equal(outcomeOf(page), "ok");
    assert.match(page.text, /already done/i);
    refused(await agent.post("/echo", { n: 1 }, { "idempotency-key": "fresh" }), "no_such_tool");
    assert.equal(app.calls.length, 2);
  }),

  scenario(
    109,
    "the app hears how long it has, under which key, and that it is asked once",
    async (stage) => {
      const { app, agent } = await stage.open();
      const answers = [
        agent.post("/hang", { n: 1 }, { "idempotency-key": "K" }),
        agent.get("/hang?n=2&_once=L"),
        agent.post("/hang", { n: 3 }),
      ];
      const calls = await Promise.all(answers.map(() => app.next("tool_call")));
      const byNumber = calls.toSorted(
        (a, b) => Number(objectIn(a.body)["n"]) - Number(objectIn(b.body)["n"]),
      );
      assert.deepEqual(
        byNumber.map(({ headers }) => headers["idempotency-key"]),
        ["K", "L", undefined],
      );
      for (const call of calls) {
        assert.deepEqual(
          [call.attempt, call.method, call.tool, call.contentType],
          [1, "POST", "hang", "application/json"],
        );
        assert.ok(Math.abs(call.deadlineMs - limits.DEFAULT_TOOL_TIMEOUT_MS) < 1000, `${call.deadlineMs}`);
        assert.equal(call.ask, undefined);
        app.reply(call, {});
      }
      await Promise.all(answers);
      refused(await agent.post("/hurry", {}), "tool_timeout");
      assert.equal((await app.next("tool_call")).deadlineMs, 300);
    },
  ),
];
