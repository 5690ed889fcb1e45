/** 90–94: many calls in one request. */
import assert from "node:assert/strict";
import { isJsonObject, type JsonObject, limits } from "@agent-socket/protocol";
import type { Answer } from "../clients/agent.ts";
import { objectIn, refused, result } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { toolbox } from "./toolbox.ts";

const BATCH = "/_as/batch";
const echo = (n: number) => ({ tool: "echo", arguments: { n } });

/** The results of a batch that was taken. */
function resultsOf(answer: Answer): readonly JsonObject[] {
  result(answer);
  const { results } = objectIn(answer.text);
  assert.ok(Array.isArray(results));
  return results.map((entry) => (isJsonObject(entry) ? entry : assert.fail("a result is an object")));
}

const codeOf = ({ error }: JsonObject): unknown =>
  isJsonObject(error ?? null) ? objectIn(JSON.stringify(error))["code"] : null;

export const batch = [
  scenario(90, "a batch runs its calls in order, and one that fails stops nobody", async (stage) => {
    const { app, agent } = await stage.open({
      tools: [...toolbox, { path: "/bytes" }, { path: "/text" }, { path: "/fail" }],
    });
    app.serve("/bytes", () => ({ body: "AAEC", bodyEncoding: "base64", contentType: "image/png" }));
    app.serve("/text", () => ({ body: "plain words", contentType: "text/plain" }));
    app.serve("/fail", () => ({ status: 409, body: '{"why":"taken"}' }));
    const names = ["echo", "nothing", "fail", "paint", "bytes", "text", "echo"];
    const answer = await agent.post(
      BATCH,
      names.map((tool, n) => ({ tool, arguments: { n } })),
    );
    const results = resultsOf(answer);
    assert.deepEqual(
      results.map(({ tool }) => tool),
      names,
    );
    assert.deepEqual(
      results.map(({ status }) => status),
      [200, 404, 409, 422, 200, 200, 200],
    );
    assert.deepEqual(results.map(codeOf), [null, "no_such_tool", null, "invalid_input", null, null, null]);
    assert.deepEqual(results[0]?.["result"], { n: 0 });
    assert.deepEqual(results[2]?.["result"], { why: "taken" }, "the app's own error is a result");
    assert.deepEqual([results[4]?.["base64"], results[4]?.["contentType"]], ["AAEC", "image/png"]);
    assert.deepEqual([results[5]?.["text"], results[5]?.["contentType"]], ["plain words", "text/plain"]);
    assert.deepEqual(
      app.calls.map(({ path }) => path),
      ["/echo", "/fail", "/bytes", "/text", "/echo"],
    );
    assert.ok(app.calls.every(({ caller }) => caller.surface === "batch"));
  }),

  scenario(91, "each call of a batch begins when the one before it has ended", async (stage) => {
    const { app, agent } = await stage.open();
    const hang = (n: number) => ({ tool: "hang", arguments: { n } });
    const answer = agent.post(BATCH, [hang(0), hang(1), hang(2)]);
    for (const n of [0, 1, 2]) {
      const call = await app.next("tool_call");
      assert.equal(objectIn(call.body)["n"], n);
      assert.equal(app.calls.length, n + 1, "only one is on its way");
      app.reply(call, { body: call.body });
    }
    assert.deepEqual(
      resultsOf(await answer).map((entry) => entry["result"]),
      [{ n: 0 }, { n: 1 }, { n: 2 }],
    );
  }),

  scenario(92, "a batch that is repeated with its key runs nothing twice", async (stage) => {
    const { app, agent } = await stage.open();
    const key = { "idempotency-key": "k".repeat(64) };
    const first = await agent.post(BATCH, [echo(1), { tool: "look" }, echo(2)], key);
    const again = await agent.post(BATCH, [echo(1), { tool: "look" }, echo(2)], key);
    assert.deepEqual(resultsOf(again), resultsOf(first));
    assert.equal(app.calls.length, 3);
    const other = resultsOf(await agent.post(BATCH, [echo(1), { tool: "look" }, echo(7)], key));
    assert.deepEqual(other.map(codeOf), [null, null, "idempotency_conflict"]);
    assert.equal(app.calls.length, 3);
    refused(await agent.post(BATCH, [echo(1)], { "idempotency-key": "k".repeat(65) }), "malformed");
  }),

  scenario(93, "a batch has one to fifty calls, and what is no batch runs nothing at all", async (stage) => {
    const { app, agent } = await stage.open();
    const many = (count: number) => Array.from({ length: count }, (_, n) => echo(n));
    const wrong = [
      many(limits.MAX_BATCH_CALLS + 1),
      [],
      {},
      "[",
      "",
      [echo(1), { arguments: {} }],
      [echo(1), { tool: "echo", arguments: [] }],
      [echo(1), "echo"],
    ];
    for (const body of wrong) refused(await agent.post(BATCH, body), "malformed");
    const read = await agent.get(BATCH);
    refused(read, "method_not_allowed");
    assert.equal(read.headers.get("allow"), "POST");
    assert.equal(app.calls.length, 0);
    const full = resultsOf(await agent.post(BATCH, many(limits.MAX_BATCH_CALLS)));
    assert.deepEqual(
      full.map((entry) => entry["result"]),
      many(limits.MAX_BATCH_CALLS).map((call) => call.arguments),
    );
  }),

  scenario(
    94,
    "what a batch's time does not reach is not started, and what is under way becomes a task",
    async (stage) => {
      const { app, agent } = await stage.open();
      const calls = [echo(0), { tool: "hang" }, echo(2), echo(3)];
      const results = resultsOf(await agent.post(BATCH, calls, { prefer: "wait=1" }));
      assert.deepEqual(
        results.map(({ status }) => status),
        [200, 202, 503, 503],
      );
      assert.deepEqual(results.slice(2).map(codeOf), ["not_started", "not_started"]);
      assert.deepEqual(
        app.calls.map(({ path }) => path),
        ["/echo", "/hang"],
      );
      const task = String(results[1]?.["url"]);
      assert.ok(task.startsWith(`${agent.url}/_as/tasks/`), task);
      app.reply(await app.next("tool_call", ({ path }) => path === "/hang"), { body: '{"late":true}' });
      assert.deepEqual(result(await agent.get(task.slice(agent.url.length))), { late: true });
    },
  ),
];
