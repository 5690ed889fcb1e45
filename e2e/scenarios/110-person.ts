/** 110–114: a person in the app completes a call, or declines it. */
import assert from "node:assert/strict";
import { limits } from "@agent-socket/protocol";
import { objectIn, outcomeOf, refused, refusedPage, result, urlsIn } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { json } from "./toolbox.ts";

const ASK = "/_as/ask";
const declined = json({ error: { code: "declined", message: "Not on a Sunday." } }, 403);

export const person = [
  scenario(
    110,
    "a person in the app completes what the reader could not say, and the outcome is one link away",
    async (stage) => {
      const { app, agent } = await stage.open({ canAsk: true });
      const page = await agent.get(`${ASK}/hang?note=hello&_once=K&wait=0`);
      assert.deepEqual([page.status, outcomeOf(page)], [200, "running"], page.text);
      const call = await app.next("tool_call");
      assert.equal(call.ask, true);
      assert.deepEqual(objectIn(call.body), { note: "hello" });
      assert.deepEqual([call.path, call.caller.surface], ["/hang", "link"]);
      assert.ok(call.deadlineMs >= limits.ASK_TIMEOUT_MS, `${call.deadlineMs}`);
      const outcome = urlsIn(page.text)
        .find((url) => url.includes("/_as/tasks/"))
        ?.slice(agent.url.length);
      assert.ok(outcome !== undefined, page.text);
      assert.equal(outcomeOf(await agent.get(outcome.replace(/\?.*/, ""))), "running");
      app.reply(call, { body: '{"saved":"hello, Ada"}' });
      const done = await agent.get(outcome);
      assert.deepEqual([done.status, outcomeOf(done)], [200, "ok"]);
      assert.match(done.text, /hello, Ada/);
    },
  ),

  scenario(111, "a person who declines is heard with the reason, and asked once", async (stage) => {
    const { app, agent } = await stage.open({ canAsk: true });
    const asking = agent.get(`${ASK}/hang?_once=K`);
    app.reply(await app.next("tool_call"), declined);
    const page = await asking;
    assert.deepEqual([page.status, outcomeOf(page)], [200, "tool_error"]);
    assert.match(page.text, /declined/i);
    assert.match(page.text, /Not on a Sunday\./);
    assert.match((await agent.get(`${ASK}/hang?_once=K`)).text, /Not on a Sunday\./);
    assert.equal(app.calls.length, 1);
  }),

  scenario(112, "what is known of the arguments must fit, what is missing may be missing", async (stage) => {
    const { app, agent } = await stage.open({ canAsk: true });
    refusedPage(await agent.get(`${ASK}/paint?x=99&_once=A`), "invalid_input");
    refusedPage(await agent.get(`${ASK}/paint?colour=red&_once=B`), "invalid_input");
    refused(await agent.post(`${ASK}/paint`, { x: "one" }), "invalid_input");
    refusedPage(await agent.get(`${ASK}/none?_once=C`), "no_such_tool");
    assert.equal(app.calls.length, 0);
    result(await agent.post(`${ASK}/paint`, { x: 1 }));
    const [call] = app.calls;
    assert.deepEqual([call?.ask, call?.body], [true, '{"x":1}']);
    assert.deepEqual(result(await agent.ask("PUT", `${ASK}/paint`, { body: {} })), { painted: {} });
    assert.deepEqual(result(await agent.post("/paint", { x: 1, y: 1, color: "red" })), {
      painted: { x: 1, y: 1, color: "red" },
    });
    assert.equal(app.calls.at(-1)?.ask, undefined, "a call that asks nobody is no question");
  }),

  scenario(
    113,
    "a question by link needs its key, and a link that may not call a tool may not ask for it",
    async (stage) => {
      const { app, agent } = await stage.open({ canAsk: true });
      const keyless = await agent.get(`${ASK}/look?row=1`);
      assert.deepEqual([keyless.status, outcomeOf(keyless)], [428, "once_required"]);
      const ready = urlsIn(keyless.text).find(
        (url) => url.includes(`${ASK}/look?`) && url.includes("_once="),
      );
      assert.ok(ready !== undefined, keyless.text);
      const { agent: reader } = await stage.mint(app, { readOnly: true });
      refusedPage(await reader.get(`${ASK}/paint?_once=A`), "tool_not_allowed");
      const { agent: off } = await stage.mint(app, { linkCalls: "off" });
      refusedPage(await off.get(`${ASK}/paint?_once=A`), "tool_not_allowed");
      assert.equal(app.calls.length, 0);
      assert.equal((await agent.get(ready.slice(agent.url.length))).status, 200);
      assert.equal(app.calls.length, 1);
    },
  ),

  scenario(114, "an app with nobody to ask is not asked", async (stage) => {
    const { app, agent } = await stage.open();
    refusedPage(await agent.get(`${ASK}/paint?x=1&_once=A`), "nobody_to_ask");
    refused(await agent.post(`${ASK}/paint`, { x: 1 }), "nobody_to_ask");
    assert.equal(app.calls.length, 0);
    assert.doesNotMatch((await agent.get()).text, /_as\/ask/);
    const { agent: other } = await stage.open({ canAsk: true });
    assert.match((await other.get()).text + (await other.get("/_as/pick/hang")).text, /_as\/ask/);
  }),
];
