/** 30–39: who may connect, who may call, and calls that take their time. */
import assert from "node:assert/strict";
import { HEARTBEAT_PING, HEARTBEAT_PONG, newAppId, newAppKey } from "@agent-socket/protocol";
import { signControl } from "@agent-socket/protocol/control-plane";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, refused, refusedPage, result } from "./checks.ts";
import { scenario } from "./scenario.ts";

export const access = [
  scenario(30, "a forged, a mistyped and a stranger's token get one identical answer", async (stage) => {
    const { session, link } = await stage.open();
    const flip = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    const tokens = [
      flip(link.token, 33),
      flip(link.token, 15),
      flip(link.token, 4),
      link.token.slice(0, -1),
      `${link.token}A`,
      link.token.toLowerCase(),
      link.token.replace("as_", "zz_"),
      `as_${session.sessionId}_${"A".repeat(22)}`,
      "x",
    ];
    const answers = await Promise.all(tokens.map((token) => stage.askRelay("GET", `/v1/t/${token}`)));
    const bodies = answers.map((answer) => {
      const { request_id: _, ...error } = refused(answer, "link_not_recognised");
      return JSON.stringify(error);
    });
    assert.equal(new Set(bodies).size, 1, bodies.join("\n"));
    assert.match(bodies[0] ?? "", /not copied exactly/);
    const call = await stage.askRelay("POST", `/v1/t/${tokens[0]}/echo`, { body: {} });
    refused(call, "link_not_recognised");
  }),

  scenario(31, "an app id that does not exist is refused with 4404", async (stage) => {
    for (const appId of [newAppId(), "as_app_0000000000000", "nonsense", ""]) {
      const { app, reply } = await stage.register({ appId }, { origin: "https://app.example.com" });
      assert.equal(reply.ok, false);
      assert.match(JSON.stringify(reply), /"unknown_app"/);
      assert.equal((await app.closed).code, 4404);
    }
  }),

  scenario(32, "a browser connects from an allowed origin and from no other", async (stage) => {
    const { entry } = await stage.world.office.registerApp({
      origins: ["https://app.example.com", "https://*.example.org", "http://localhost:*"],
    });
    const { appId } = entry;
    for (const origin of ["https://app.example.com", "https://a.example.org", "http://localhost:5173"])
      accepted((await stage.register({ appId }, { origin })).reply);
    for (const origin of [
      "https://evil.test",
      "http://app.example.com",
      "https://app.example.com.evil.test",
      "https://a.b.example.org",
      "null",
    ]) {
      const { app, reply } = await stage.register({ appId }, { origin });
      assert.match(JSON.stringify(reply), /"origin_not_allowed"/, origin);
      assert.equal((await app.closed).code, 4403);
    }
  }),

  scenario(33, "a client without an origin needs a key of the app", async (stage) => {
    const { entry, appKey } = await stage.world.office.registerApp();
    const { appId } = entry;
    const cases = [
      [{ appId }, "app_key_required"],
      [{ appId, appKey: newAppKey().key }, "app_key_invalid"],
      [{ appId, appKey: `${appKey}x` }, "app_key_invalid"],
      [{ appId, appKey: "" }, "app_key"],
    ] as const;
    for (const [registration, code] of cases) {
      const { app, reply } = await stage.register(registration);
      assert.match(JSON.stringify(reply), new RegExp(code));
      assert.ok(!JSON.stringify(reply).includes(appKey.slice(-20)), "a key is never said back");
      assert.equal((await app.closed).code, 4403);
    }
    const session = accepted((await stage.register({ appId, appKey })).reply);
    assert.equal(session.holdForMs, entry.holdForMs);
  }),

  scenario(
    34,
    "a change that the dashboard pushes is effective at once, and an older one changes nothing",
    async (stage) => {
      const { office } = stage.world;
      const { entry, appKey } = await office.registerApp({ version: 5 });
      const registration = { appId: entry.appId, appKey };
      accepted((await stage.register(registration)).reply);
      const suspended = await office.pushApp({ ...entry, version: 6, status: "suspended" });
      assert.deepEqual(objectIn(suspended.text), { applied: true, version: 6 });
      const { app, reply } = await stage.register(registration);
      assert.match(JSON.stringify(reply), /"app_suspended"/);
      assert.equal((await app.closed).code, 4403);
      const stale = await office.pushApp({ ...entry, version: 6 });
      assert.deepEqual(objectIn(stale.text), { applied: false, version: 6 });
      assert.equal((await stage.register(registration)).reply.ok, false);
      await office.pushApp({ ...entry, version: 7 });
      accepted((await stage.register(registration)).reply);
      await office.pushApp({ ...entry, version: 8, status: "deleted" });
      assert.match(JSON.stringify((await stage.register(registration)).reply), /"unknown_app"/);
    },
  ),

  scenario(
    35,
    "the heartbeat is answered with its fixed text, and a ping with an id by that id",
    async (stage) => {
      const { app } = await stage.open();
      app.sendText(HEARTBEAT_PING);
      await app.next("pong", ({ id }) => id === undefined);
      assert.equal(app.heard.at(-1), HEARTBEAT_PONG);
      app.send({ type: "ping", id: "p1" });
      assert.equal((await app.next("pong")).id, "p1");
    },
  ),

  scenario(36, "a call that outlives its request becomes a task, and nothing is lost", async (stage) => {
    const { app, agent } = await stage.open();
    const started = await agent.post("/hang", { job: 1 }, { prefer: "wait=0" });
    assert.equal(started.status, 202, started.text);
    const { task, url, hint } = objectIn(started.text);
    assert.match(String(hint), /./);
    assert.ok(String(url).startsWith(`${agent.url}/_as/tasks/${String(task)}`));
    const path = `/_as/tasks/${String(task)}`;
    assert.equal((await agent.get(path)).status, 202);
    const call = await app.next("tool_call");
    const held = agent.get(`${path}?wait=5`);
    app.reply(call, { body: '{"done":true}', contentType: "application/json" });
    assert.deepEqual(result(await held), { done: true });
    assert.deepEqual(result(await agent.get(path)), { done: true }, "readable again");
    const { agent: neighbour } = await stage.mint(app);
    refused(await neighbour.get(path), "no_such_task");
    refused(await agent.get("/_as/tasks/call_none"), "no_such_task");
    assert.equal(app.calls.length, 1);
  }),

  scenario(37, "a link for reading or for one tool calls nothing else", async (stage) => {
    const { app } = await stage.open();
    const { agent: reader } = await stage.mint(app, { readOnly: true });
    result(await reader.get("/look?row=1"));
    refused(await reader.post("/paint", { x: 1, y: 1, color: "red" }), "tool_not_allowed");
    refusedPage(await reader.get("/paint?x=1&y=1&color=red&_once=A"), "tool_not_allowed");
    const { agent: painter } = await stage.mint(app, { tools: ["paint"] });
    result(await painter.post("/paint", { x: 1, y: 1, color: "red" }));
    refused(await painter.post("/echo", {}), "tool_not_allowed");
    refused(await painter.get("/look"), "tool_not_allowed");
    assert.doesNotMatch(
      (await painter.get()).text,
      /\/echo/,
      "the briefing leaves out what the link may not do",
    );
    assert.doesNotMatch((await reader.get("/tools.json")).text, /\/paint/);
    assert.deepEqual(
      app.calls.map(({ path }) => path),
      ["/look", "/paint"],
    );
  }),

  scenario(38, "a link ends with its time and with its calls", async (stage) => {
    const { app } = await stage.open();
    const { agent: brief, link } = await stage.mint(app, { expiresIn: 1 });
    result(await brief.post("/echo", {}));
    const { agent: twice } = await stage.mint(app, { maxCalls: 2 });
    result(await twice.post("/echo", { n: 1 }));
    result(await twice.post("/echo", { n: 2 }));
    refused(await twice.post("/echo", { n: 3 }), "link_expired");
    const leftMs = Date.parse(link.expiresAt ?? "") - Date.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, leftMs) + 20));
    refused(await brief.post("/echo", {}), "link_expired");
    refused(await brief.get(), "link_expired");
    assert.equal(app.calls.length, 3);
    const list = accepted(await app.ask("list_agent_tokens"));
    assert.equal(list.tokens.find(({ tokenId }) => tokenId === link.tokenId)?.status, "expired");
  }),

  scenario(
    39,
    "a control message counts only as signed, fresh and for its address, and changes nothing twice",
    async (stage) => {
      const { office } = stage.world;
      const { entry } = await office.registerApp();
      const path = `/internal/v1/apps/${entry.appId}`;
      const message = { operation: "put_app", target: entry.appId, entry: { ...entry, version: 2 } };
      const body = JSON.stringify(message);
      refused(await stage.askRelay("PUT", path, { body: message }), "signature_invalid");
      const stranger = signControl(body, [`whsec_${btoa("s".repeat(32))}`]);
      refused(await stage.askRelay("PUT", path, { body, headers: stranger }), "signature_invalid");
      for (const seconds of [-310, 310]) {
        const answer = await office.send(
          "PUT",
          `/apps/${entry.appId}`,
          message,
          new Date(Date.now() + seconds * 1000),
        );
        refused(answer, "signature_invalid");
      }
      refused(await office.send("PUT", `/apps/${newAppId()}`, message), "signature_invalid");
      refused(
        await office.send("POST", `/sessions/ABCDEFGH/end`, { ...message, target: "ABCDEFGH" }),
        "malformed",
      );
      const swapped = { ...message, target: entry.appId, entry: { ...entry, appId: newAppId(), version: 9 } };
      refused(await office.send("PUT", `/apps/${entry.appId}`, swapped), "malformed");
      const headers = signControl(body, office.secrets);
      const first = await stage.askRelay("PUT", path, { body, headers });
      assert.deepEqual(objectIn(first.text), { applied: true, version: 2 });
      assert.doesNotMatch((await stage.askRelay("PUT", path, { body, headers })).text, /"applied":true/);
    },
  ),
];
