/** 100–104: calls that take their time: watched, waited for, cancelled. */
import assert from "node:assert/strict";
import { limits } from "@agent-socket/protocol";
import { objectIn, outcomeOf, refused, result, urlsIn } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { NOW, startTask } from "./start-task.ts";

export const task = [
  scenario(100, "how far a call is shows in its task, in the app's own words", async (stage) => {
    const { app, agent } = await stage.open();
    const path = await startTask(agent);
    const { id } = await app.next("tool_call");
    assert.equal(objectIn((await agent.get(path)).text)["progress"], undefined);
    const say = async (progress: object, expected: object) => {
      app.send({ type: "tool_progress", id, ...progress });
      await stage.eventually(async () =>
        assert.deepEqual(objectIn((await agent.get(path)).text)["progress"], expected),
      );
    };
    await say({ progress: 1 }, { progress: 1, total: null, message: null });
    await say(
      { progress: 2, total: 4, message: "half\u202E way" },
      { progress: 2, total: 4, message: "half way" },
    );
    app.send({ type: "tool_progress", id: "call_of_nobody", progress: 9 });
    app.send({ type: "tool_progress", id, progress: 3, message: "m".repeat(limits.MAX_PROGRESS_CHARS + 1) });
    assert.equal((await app.next("session_notice")).code, "malformed");
    app.send({ type: "tool_reply", id, status: 200, body: "{}" });
    app.send({ type: "tool_progress", id, progress: 4 });
    assert.deepEqual(result(await agent.get(`${path}?wait=5`)), {});
  }),

  scenario(
    101,
    "an agent cancels its task: the app is told to stop, the readers what happened",
    async (stage) => {
      const { app, agent } = await stage.open();
      const { agent: neighbour } = await stage.mint(app);
      const path = await startTask(agent);
      const call = await app.next("tool_call");
      const reading = agent.get(`${path}?wait=10`);
      refused(await neighbour.ask("DELETE", path), "no_such_task");
      refused(await agent.ask("PUT", path, { body: {} }), "method_not_allowed");
      assert.equal(objectIn((await agent.ask("DELETE", path)).text)["state"], "cancelled");
      assert.deepEqual(await app.next("tool_cancel"), {
        type: "tool_cancel",
        id: call.id,
        reason: "cancelled",
      });
      refused(await reading, "cancelled");
      app.reply(call, { body: "too late" });
      refused(await agent.get(path), "cancelled");
      assert.equal(objectIn((await agent.ask("DELETE", path)).text)["state"], "ended");
      const done = await startTask(agent);
      app.reply(await app.next("tool_call"), { body: '{"done":1}' });
      result(await agent.get(`${done}?wait=5`));
      assert.equal(objectIn((await agent.ask("DELETE", done)).text)["state"], "ended");
      assert.deepEqual(result(await agent.get(done)), { done: 1 }, "what ended stays as it ended");
    },
  ),

  scenario(
    102,
    "a hundred tasks may run, and a call beyond them is refused until one has ended",
    async (stage) => {
      const { app, agent } = await stage.open();
      const links = [agent, (await stage.mint(app)).agent, (await stage.mint(app)).agent];
      const half = limits.MAX_PENDING_TASKS / 2;
      const started = links
        .slice(0, 2)
        .flatMap((link) => Array.from({ length: half }, () => startTask(link)));
      const [path = ""] = await Promise.all(started);
      const third = links[2] ?? agent;
      const over = await third.post("/hang", {}, NOW);
      refused(over, "too_many_inflight");
      assert.ok(Number(over.headers.get("retry-after")) > 0);
      assert.equal(app.calls.length, limits.MAX_PENDING_TASKS);
      await agent.ask("DELETE", path);
      await startTask(third);
      assert.equal(app.calls.length, limits.MAX_PENDING_TASKS + 1);
    },
  ),

  scenario(103, "whatever ends a call, the app is told why nobody waits for it any more", async (stage) => {
    const { app, session, agent } = await stage.open();
    const { agent: doomed, link } = await stage.mint(app);
    const [revoked, ended] = [doomed.post("/hang", {}), agent.get("/hang?_once=A")];
    const calls = await Promise.all([1, 2].map(() => app.next("tool_call")));
    const idOf = (tokenId: string) => calls.find(({ caller }) => caller.tokenId === tokenId)?.id;
    const late = await agent.post("/hurry", {});
    refused(late, "tool_timeout");
    assert.equal((await app.next("tool_cancel")).reason, "tool_timeout");
    await app.ask("revoke_agent_token", { tokenId: link.tokenId });
    refused(await revoked, "link_revoked");
    assert.deepEqual(await app.next("tool_cancel"), {
      type: "tool_cancel",
      id: idOf(link.tokenId),
      reason: "link_revoked",
    });
    const other = await stage.dial({ session: session.sessionId });
    other.send({ type: "end", sessionId: session.sessionId, secret: session.resumeSecret });
    await other.next("end_reply");
    assert.equal((await app.next("tool_cancel")).reason, "session_ended");
    const page = await ended;
    assert.equal(outcomeOf(page), "session_ended", page.text);
  }),

  scenario(104, "a request is held as long as it asks, by header or in the address", async (stage) => {
    const { app, agent } = await stage.open();
    const startedAt = performance.now();
    const held = await Promise.all([
      agent.post("/hang", {}, { prefer: "respond-async, wait=1" }),
      agent.post("/hang?wait=1", {}),
      agent.get("/hang?_once=A&wait=1"),
    ]);
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs >= 950 && tookMs < 6000, `${tookMs} ms`);
    assert.deepEqual(
      held.map(({ status }) => status),
      [202, 202, 200],
    );
    const page = held[2];
    assert.ok(page !== undefined && urlsIn(page.text).some((url) => url.includes("/_as/tasks/")));
    const own = { path: "/own", input_schema: { type: "object", properties: { wait: { type: "integer" } } } };
    await app.ask("update_tools", { tools: [own] });
    app.serve("/own", ({ body }) => ({ body }));
    assert.deepEqual(result(await agent.post("/own", { wait: 7 })), { wait: 7 });
    assert.match(
      (await agent.get("/own?wait=7&_once=B")).text,
      /\{"wait":7\}/,
      "a tool's own argument of that name",
    );
  }),
];
