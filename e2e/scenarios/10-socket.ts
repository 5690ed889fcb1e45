/** 10–19: the app's side of the wire, frame by frame. */
import assert from "node:assert/strict";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, refused, result } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { tools } from "./toolbox.ts";

export const socket = [
  scenario(
    10,
    "registering answers with a session id and a secret in their documented forms",
    async (stage) => {
      const { reply } = await stage.register();
      const session = accepted(reply);
      assert.match(session.sessionId, /^[0-9A-HJKMNP-TV-Z]{8}$/);
      assert.match(session.resumeSecret, /^[A-Za-z0-9_-]{43}$/);
      assert.equal(session.resumed, false);
      assert.equal(session.holdForMs, 24 * 3600 * 1000);
    },
  ),

  scenario(11, "links are minted, listed without their secrets, and revoked", async (stage) => {
    const { app, session, link, agent } = await stage.open();
    assert.match(link.token, new RegExp(`^as_${session.sessionId}_[A-Za-z0-9_-]{22}$`));
    assert.match(link.tokenId, /^[0-9A-HJKMNP-TV-Z]{12}$/);
    assert.equal(link.url, `${stage.world.relayUrl}/v1/t/${link.token}`);
    assert.equal(link.expiresAt, null);
    const second = await stage.mint(app, { label: "  Two\u202E\nlines ", expiresIn: 3600 });
    assert.equal(second.link.label, "Two lines");
    const leftMs = Date.parse(second.link.expiresAt ?? "") - Date.now();
    assert.ok(Math.abs(leftMs - 3_600_000) < 5000, `${leftMs} ms left`);
    const list = accepted(await app.ask("list_agent_tokens"));
    assert.deepEqual(
      list.tokens.map(({ tokenId, status }) => [tokenId, status]).toSorted(),
      [
        [link.tokenId, "active"],
        [second.link.tokenId, "active"],
      ].toSorted(),
    );
    assert.ok(!JSON.stringify(list).includes(link.token.slice(-22)));
    accepted(await app.ask("revoke_agent_token", { tokenId: link.tokenId }));
    refused(await agent.get(), "link_revoked");
    refused(await agent.post("/echo", {}), "link_revoked");
    assert.equal((await second.agent.get()).status, 200);
    const unknown = await app.ask("revoke_agent_token", { tokenId: "000000000000" });
    assert.equal(unknown.ok, false);
  }),

  scenario(12, "updated tools are seen at once, and a faulty update changes nothing", async (stage) => {
    const { app, agent } = await stage.open();
    const before = (await agent.get("/tools.json")).text;
    const faulty = await app.ask("update_tools", { tools: [{ path: "/ok" }, { path: "/a/../b" }] });
    assert.equal(faulty.ok, false);
    assert.match(JSON.stringify(faulty), /invalid_registration.*tools\[1\]/);
    assert.equal((await agent.get("/tools.json")).text, before);
    accepted(
      await app.ask("update_tools", {
        tools: [{ path: "/fresh", description: "New." }],
        agentsMd: "The new text.",
      }),
    );
    app.serve("/fresh", () => ({ body: "fresh" }));
    assert.equal((await agent.post("/fresh", {})).text, "fresh");
    assert.match((await agent.get()).text, /The new text\./);
    refused(await agent.post("/echo", {}), "no_such_tool");
  }),

  scenario(
    13,
    "a faulty registration is refused in words, and the socket closes with 4400",
    async (stage) => {
      const cases: readonly [object, RegExp][] = [
        [{ tools: [tools.echo, { path: "/_as/x" }] }, /tools\[1\].*reserved/],
        [{ tools: [tools.echo, tools.echo] }, /tools\[1\].*twice/],
        [
          { tools: [{ path: "/x", input_schema: { $ref: "http://evil.test/s" } }] },
          /tools\[0\].*local references/,
        ],
        [
          { tools: Array.from({ length: 201 }, (_, index) => ({ path: `/t${index}` })) },
          /at most 200, got 201/,
        ],
        [{ tools: "none" }, /tools/],
        [{ appId: 7 }, /appId/],
        [{ agentsMd: "x".repeat(64 * 1024 + 1) }, /agentsMd/],
      ];
      for (const [registration, message] of cases) {
        const { app, reply } = await stage.register(registration);
        assert.equal(reply.ok, false);
        assert.match(JSON.stringify(reply), message);
        assert.equal((await app.closed).code, 4400);
      }
    },
  ),

  scenario(14, "frames and fields of a later version are ignored", async (stage) => {
    const { app, agent } = await stage.open({ future: { deep: [1] } });
    app.send({ type: "emit", event: "x", data: 1 });
    app.send({ type: "from_the_future", id: 7 });
    const link = accepted(await app.ask("mint_agent_token", { colour: "blue" }));
    assert.ok(link.url);
    assert.deepEqual(result(await agent.post("/echo", { a: 1 })), { a: 1 });
  }),

  scenario(15, "fifty bad frames are tolerated, and the next one closes with 4400", async (stage) => {
    const { app, agent } = await stage.open();
    const garbage = [
      "",
      "null",
      "[]",
      "{",
      "{}",
      '{"type":1}',
      '{"type":"mint_agent_token"}',
      '{"type":"tool_reply","id":"x","status":"ok"}',
      `[${"[".repeat(9000)}`,
    ];
    for (let count = 0; count < 49; count++) app.sendText(garbage[count % garbage.length] ?? "");
    app.sendText(new Uint8Array([0, 255, 1]));
    assert.deepEqual(result(await agent.post("/echo", { still: "here" })), { still: "here" });
    app.sendText("one too many");
    assert.equal((await app.closed).code, 4400);
    refused(await agent.post("/echo", {}), "app_offline");
  }),

  scenario(16, "only a registration opens a socket", async (stage) => {
    for (const first of [
      { type: "mint_agent_token", id: "1" },
      { type: "tool_reply", id: "1", status: 200 },
      { type: 1 },
    ]) {
      const app = await stage.dial();
      app.send(first);
      assert.equal((await app.closed).code, 4400, JSON.stringify(first));
    }
    const { app } = await stage.open();
    app.send({ type: "register", appId: "as_app_anon", tools: [] });
    assert.equal((await app.next("session_notice")).code, "malformed");
    refused(await stage.askRelay("GET", "/v1/_ws"), "malformed");
    refused(await stage.askRelay("POST", "/v1/_ws", { body: {} }), "malformed");
  }),

  scenario(17, "a frame over 4 MiB closes with 4413 and leaves the session to be resumed", async (stage) => {
    const { app, session, agent } = await stage.open();
    app.sendText(`{"type":"later","x":"${"x".repeat(4 * 1024 * 1024)}"}`);
    assert.equal((await app.closed).code, 4413);
    accepted((await stage.resume(session)).reply);
    assert.deepEqual(result(await agent.post("/echo", { back: true })), { back: true });
  }),

  scenario(18, "an ended session is gone for good, and its links say so", async (stage) => {
    const { app, session, agent } = await stage.open();
    const other = await stage.dial({ session: session.sessionId });
    other.send({ type: "end", sessionId: session.sessionId, secret: session.resumeSecret });
    accepted(await other.next("end_reply"));
    assert.equal((await app.closed).code, 1000);
    refused(await agent.get(), "session_ended");
    refused(await agent.post("/echo", {}), "session_ended");
    const { app: again, reply } = await stage.resume(session);
    assert.equal(reply.ok, false);
    assert.equal((await again.closed).code, 4401);
    const done = await stage.open();
    done.app.close(1000);
    await done.app.closed;
    refused(await done.agent.get(), "session_ended");
  }),

  scenario(
    19,
    "replies find their calls in any order; late, double and unknown ones reach nobody",
    async (stage) => {
      const { app, agent } = await stage.open();
      const answers = [1, 2, 3].map((number) => agent.post("/hang", { number }));
      const calls = await Promise.all([1, 2, 3].map(() => app.next("tool_call")));
      for (const call of calls.toReversed()) {
        app.reply(call, { body: call.body });
        app.reply(call, { body: "a second answer" });
      }
      app.send({ type: "tool_reply", id: "call_of_nobody", status: 200, body: "?" });
      const bodies = (await Promise.all(answers)).map(({ text }) => objectIn(text)["number"]);
      assert.deepEqual(bodies, [1, 2, 3]);
    },
  ),
];
