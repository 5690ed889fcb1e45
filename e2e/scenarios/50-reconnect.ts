/** 50–59: an app that comes back, and a relay that dies. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Agent } from "../clients/agent.ts";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, refused, result } from "./checks.ts";
import { restartScenario, scenario } from "./scenario.ts";

export const reconnect = [
  scenario(
    50,
    "resuming keeps the links and rotates the secret; the old one works until the new one was used",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      app.vanish();
      await app.closed;
      const second = await stage.resume(session);
      const renewed = accepted(second.reply);
      assert.equal(renewed.resumed, true);
      assert.equal(renewed.sessionId, session.sessionId);
      assert.notEqual(renewed.resumeSecret, session.resumeSecret);
      assert.deepEqual(result(await agent.post("/echo", { n: 1 })), { n: 1 });
      // The reply with the new secret may have been lost: the old one still opens.
      const third = await stage.resume(session);
      const again = accepted(third.reply);
      // The new secret was used: now the old one is spent.
      const fourth = await stage.resume(again);
      accepted(fourth.reply);
      const { app: late, reply } = await stage.resume(session);
      assert.equal(reply.ok, false);
      assert.equal((await late.closed).code, 4401);
      assert.deepEqual(result(await agent.post("/echo", { n: 2 })), { n: 2 });
      assert.equal(fourth.app.calls.length, 1);
    },
  ),

  scenario(
    51,
    "a resumed session replaces the old socket, whose late words count for nothing",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      const lost = agent.post("/hang", {});
      const call = await app.next("tool_call");
      const { app: successor } = await stage.resume(session);
      app.reply(call, { body: "late" });
      assert.equal((await app.closed).code, 4410);
      refused(await lost, "outcome_unknown");
      assert.deepEqual(result(await agent.post("/echo", { to: "the new one" })), { to: "the new one" });
      assert.equal(successor.calls.length, 1);
      // The old socket's end must not take the new one offline.
      assert.equal((await agent.post("/echo", {})).status, 200);
    },
  ),

  scenario(52, "a wrong secret, app or session id resumes nothing and disturbs nobody", async (stage) => {
    const { session, agent } = await stage.open();
    const stranger = (await stage.open()).session;
    const attempts = [
      { ...session, resumeSecret: stranger.resumeSecret },
      { ...session, resumeSecret: "" },
      { sessionId: "ABCDEFGH", resumeSecret: session.resumeSecret },
      { sessionId: "nonsense", resumeSecret: session.resumeSecret },
    ];
    for (const attempt of attempts) {
      const { app, reply } = await stage.resume(attempt);
      assert.match(JSON.stringify(reply), /"resume_refused"/);
      assert.equal((await app.closed).code, 4401);
    }
    const { entry, appKey } = await stage.world.office.registerApp();
    const foreign = await stage.resume(session, { appId: entry.appId, appKey });
    assert.equal(foreign.reply.ok, false);
    const crossed = await stage.dial({ session: session.sessionId });
    crossed.send({ type: "register", appId: "as_app_anon", tools: [] });
    assert.notEqual((await crossed.closed).code, 1000);
    assert.deepEqual(result(await agent.post("/echo", { still: 1 })), { still: 1 });
  }),

  scenario(
    53,
    "an app that comes back brings its new tools and the revocations it could not send",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      const { agent: doomed, link } = await stage.mint(app);
      app.vanish();
      await app.closed;
      const { app: back } = await stage.resume(session, {
        tools: [{ path: "/new", description: "Only this." }],
        revokeTokens: [link.tokenId],
      });
      back.serve("/new", () => ({ body: "new" }));
      refused(await doomed.post("/new", {}), "link_revoked");
      assert.equal((await agent.post("/new", {})).text, "new");
      refused(await agent.post("/echo", {}), "no_such_tool");
    },
  ),

  scenario(54, "of many racing resumes one owns the session", async (stage) => {
    const { app, session, agent } = await stage.open();
    app.vanish();
    await app.closed;
    const attempts = await Promise.all(Array.from({ length: 8 }, () => stage.resume(session)));
    const owners = attempts.filter(({ reply }) => reply.ok);
    assert.ok(owners.length >= 1);
    result(await agent.post("/echo", {}));
    assert.equal(attempts.filter((attempt) => attempt.app.calls.length === 1).length, 1);
    const closings = Promise.all(
      attempts.filter((attempt) => attempt.app.calls.length === 0).map((attempt) => attempt.app.closed),
    );
    for (const { code } of await closings)
      assert.ok([4401, 4410, 4429].includes(code), `closed with ${code}`);
    assert.deepEqual(result(await agent.post("/echo", { n: 2 })), { n: 2 });
  }),

  restartScenario(
    55,
    "after the relay was killed, links, briefing and resume work as before",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      const { agent: revoked, link } = await stage.mint(app);
      accepted(await app.ask("revoke_agent_token", { tokenId: link.tokenId }));
      result(await agent.post("/echo", { n: 1 }, { "idempotency-key": "before" }));
      await stage.crashRelay();
      refused(await agent.post("/echo", { n: 2 }), "app_offline");
      assert.match((await agent.get()).text, /Paints one pixel\./);
      refused(await revoked.get(), "link_revoked");
      const { app: back, reply } = await stage.resume(session);
      accepted(reply);
      assert.deepEqual(result(await agent.post("/echo", { n: 2 })), { n: 2 });
      const replay = await agent.post("/echo", { n: 1 }, { "idempotency-key": "before" });
      assert.deepEqual(result(replay), { n: 1 });
      assert.equal(replay.headers.get("idempotency-replayed"), "true");
      assert.equal(back.calls.length, 1);
    },
  ),

  restartScenario(
    56,
    "a call in flight when the relay is killed ends with an error, and is not sent twice",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      const lost = agent.post("/hang", { n: 1 }, { "idempotency-key": "K" }).then(
        ({ status }) => `answered ${status}`,
        () => "connection lost",
      );
      await app.next("tool_call");
      await stage.crashRelay();
      assert.match(await lost, /^(answered 50\d|connection lost)$/);
      const { app: back } = await stage.resume(session);
      refused(await agent.post("/hang", { n: 1 }, { "idempotency-key": "K" }), "outcome_unknown");
      assert.equal(back.calls.length, 0);
    },
  ),

  restartScenario(57, "a task outlives the relay's death as the error that it is", async (stage) => {
    const { app, session, agent } = await stage.open();
    const started = await agent.post("/hang", {}, { prefer: "wait=0" });
    const path = String(objectIn(started.text)["url"]).slice(agent.url.length);
    await app.next("tool_call");
    await stage.crashRelay();
    await stage.resume(session);
    refused(await agent.get(path), "outcome_unknown");
  }),

  restartScenario(
    58,
    "an app with the SDK comes back by itself after the relay was killed",
    async (stage) => {
      const session = await stage.connect({
        tools: [{ path: "/echo", description: "Echo.", handler: ({ input }) => input }],
      });
      const before = await session.mintAgentToken();
      const agent = new Agent(before.url);
      result(await agent.post("/echo", { n: 1 }));
      const { sessionId } = session;
      const statuses: string[] = [];
      session.on("status", (status) => statuses.push(status));
      await stage.crashRelay();
      await stage.eventually(async () =>
        assert.deepEqual(result(await agent.post("/echo", { n: 2 })), { n: 2 }),
      );
      assert.deepEqual(statuses, ["reconnecting", "connected"]);
      assert.equal(session.sessionId, sessionId);
      const after = new Agent((await session.mintAgentToken()).url);
      assert.deepEqual(result(await after.post("/echo", { n: 3 })), { n: 3 });
    },
  ),

  restartScenario(
    59,
    "nothing that the relay leaves on disk or in its log holds a secret of a link or an app",
    async (stage) => {
      const { entry, appKey } = await stage.world.office.registerApp();
      const { app, session, link, agent } = await stage.open({ appId: entry.appId, appKey });
      app.serve("/hang", () => ({ status: 500, body: "failed" }));
      await agent.get();
      await agent.post("/hang", {}, { "idempotency-key": "K" });
      await agent.get("/paint?x=1&y=2&color=red&_once=L");
      await agent.post("/echo", "{");
      await stage.resume({ ...session, resumeSecret: "wrong" });
      await stage.crashRelay();
      const secrets = { token: link.token.slice(-22), resume: session.resumeSecret, key: appKey.slice(-43) };
      const folder = stage.world.fragile?.dataDir ?? "";
      const names = await readdir(folder, { recursive: true });
      assert.ok(
        names.some((name) => name.endsWith(".sqlite")) && names.some((name) => name.endsWith("relay.log")),
      );
      for (const name of names) {
        const content = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
        for (const [kind, secret] of Object.entries(secrets))
          assert.ok(!content.includes(secret), `${kind} in ${name}`);
      }
    },
  ),
];
