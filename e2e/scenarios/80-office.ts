/** 80–89: the dashboard and the relay: who is known, what is reported, what a developer may end. */
import assert from "node:assert/strict";
import { newAppId } from "@agent-socket/protocol";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, refused, result } from "./checks.ts";
import { dashboardScenario, scenario } from "./scenario.ts";
import type { Stage } from "./stage.ts";
import { json } from "./toolbox.ts";

/** An app that stands in the dashboard's database; the relay has not heard of it. */
async function appInDatabase({ world }: Stage, origin: string): Promise<string> {
  const appId = newAppId();
  const { rows } = await world.database.query<{ id: string }>(
    "insert into workspaces (name) values ('Scenarios') returning id",
  );
  await world.database.query("insert into apps (id, workspace_id, name) values ($1, $2, 'Known app')", [
    appId,
    rows[0]?.id,
  ]);
  await world.database.query("insert into allowed_origins (app_id, origin) values ($1, $2)", [appId, origin]);
  return appId;
}

const origin = "https://app.example.com";

/** The platform puts a session to sleep, with its sockets open, once nothing has happened in it for ten seconds. */
const ASLEEP_AFTER_MS = 10_500;

export const office = [
  scenario(
    80,
    "a link that the developer revokes is refused from the acknowledgement on, and its calls end",
    async (stage) => {
      const { entry, appKey } = await stage.world.office.registerApp();
      const { appId } = entry;
      const { app, session, agent, link } = await stage.open({ appId, appKey });
      const { agent: other } = await stage.mint(app);
      const running = agent.post("/hang", {});
      const call = await app.next("tool_call");
      const target = session.sessionId;
      const order = { operation: "revoke_link", target, appId, tokenId: link.tokenId };
      const foreign = await stage.world.office.send("POST", `/sessions/${target}/revoke-link`, {
        ...order,
        appId: newAppId(),
      });
      assert.equal(objectIn(foreign.text)["found"], false, "another app's developer ends nothing");
      const acknowledged = await stage.world.office.send("POST", `/sessions/${target}/revoke-link`, order);
      assert.equal(objectIn(acknowledged.text)["found"], true);
      refused(await agent.post("/echo", {}), "link_revoked");
      refused(await running, "link_revoked");
      assert.equal((await app.next("tool_cancel")).id, call.id);
      assert.deepEqual(await app.next("token_revoked"), {
        type: "token_revoked",
        tokenId: link.tokenId,
        by: "developer",
      });
      result(await other.post("/echo", {}));
      const unknown = await stage.world.office.send("POST", `/sessions/${target}/revoke-link`, {
        ...order,
        tokenId: "000000000000",
      });
      assert.equal(objectIn(unknown.text)["found"], false);
    },
  ),

  scenario(81, "a session that the developer ends is over for the app and for every link", async (stage) => {
    const { entry, appKey } = await stage.world.office.registerApp();
    const { app, session, agent } = await stage.open({ appId: entry.appId, appKey });
    const target = session.sessionId;
    const answer = await stage.world.office.send("POST", `/sessions/${target}/end`, {
      operation: "end_session",
      target,
      appId: entry.appId,
    });
    assert.equal(objectIn(answer.text)["found"], true);
    assert.equal((await app.closed).code, 1000);
    refused(await agent.post("/echo", {}), "session_ended");
    assert.equal((await stage.resume(session, { appId: entry.appId, appKey })).reply.ok, false);
  }),

  dashboardScenario(82, "an app that only the dashboard knows connects at once", async (stage) => {
    const appId = await appInDatabase(stage, origin);
    const { agent } = await stage.open({ appId }, { origin });
    result(await agent.post("/echo", {}));
  }),

  dashboardScenario(83, "a refused origin is reported to the dashboard and counted", async (stage) => {
    const appId = await appInDatabase(stage, origin);
    for (let time = 0; time < 3; time++) await stage.register({ appId }, { origin: "https://stranger.test" });
    await stage.register({ appId });
    await stage.eventually(async () => {
      const { rows } = await stage.world.database.query(
        "select origin, code, count from refused_origins where app_id = $1 order by count",
        [appId],
      );
      assert.deepEqual(rows, [
        { origin: null, code: "app_key_required", count: 1 },
        { origin: "https://stranger.test", code: "origin_not_allowed", count: 3 },
      ]);
    });
  }),

  dashboardScenario(84, "after a burst the books hold every call once, by its outcome", async (stage) => {
    const appId = await appInDatabase(stage, origin);
    const { app, agent, link } = await stage.open({ appId }, { origin });
    const { agent: second, link: secondLink } = await stage.mint(app, { label: "second" });
    app.serve("/hang", () => json({ why: "no" }, 409));
    const calls = [
      ...Array.from({ length: 30 }, (_, n) => agent.post("/echo", { n })),
      ...Array.from({ length: 30 }, (_, n) => second.post("/echo", { n })),
      ...Array.from({ length: 7 }, () => second.post("/hang", {})),
      ...Array.from({ length: 5 }, () => agent.post("/paint", { x: "no" })),
      ...Array.from({ length: 3 }, () => agent.post("/echo", { same: 1 }, { "idempotency-key": "K" })),
    ];
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    assert.ok(
      statuses.every((status) => [200, 409, 422].includes(status)),
      statuses.join(" "),
    );
    const { database } = stage.world;
    await stage.eventually(async () => {
      const rows = await database.query(
        "select outcome, count(*)::int as calls from calls where app_id = $1 group by outcome order by outcome",
        [appId],
      );
      assert.deepEqual(rows.rows, [
        { outcome: "invalid_input", calls: 5 },
        { outcome: "ok", calls: 61 },
        { outcome: "tool_error", calls: 7 },
      ]);
    });
    const hourly = await database.query(
      "select sum(calls)::int as calls from usage_hourly where app_id = $1",
      [appId],
    );
    assert.deepEqual(hourly.rows, [{ calls: 73 }]);
    const links = await database.query(
      "select token_id, label, calls from links where app_id = $1 order by calls",
      [appId],
    );
    assert.deepEqual(links.rows, [
      { token_id: link.tokenId, label: null, calls: 36 },
      { token_id: secondLink.tokenId, label: "second", calls: 37 },
    ]);
    const dump = await database.query("select calls::text as row from calls where app_id = $1", [appId]);
    assert.ok(!JSON.stringify(dump.rows).includes(link.token.slice(-22)));
  }),

  dashboardScenario(85, "the dashboard sees the session come, go, return and end", async (stage) => {
    const appId = await appInDatabase(stage, origin);
    const { app, session, agent } = await stage.open({ appId }, { origin });
    const seen = async (expected: object) => {
      await stage.eventually(async () => {
        const { rows } = await stage.world.database.query(
          "select online, origin, tool_count, end_reason from relay_sessions where app_id = $1 and id = $2",
          [appId, session.sessionId],
        );
        assert.deepEqual(rows, [{ online: true, origin, tool_count: 5, end_reason: null, ...expected }]);
      });
    };
    await agent.get("", { "user-agent": "Claude-User/1.0" });
    await seen({});
    app.vanish();
    await seen({ online: false });
    const { app: back } = await stage.resume(session, { appId }, { origin });
    await seen({});
    back.close(1000);
    await seen({ online: false, end_reason: "app" });
    const { rows } = await stage.world.database.query(
      "select client, opened_at is not null as opened from links where app_id = $1",
      [appId],
    );
    assert.deepEqual(rows, [{ client: "claude", opened: true }]);
  }),

  dashboardScenario(
    86,
    "the dashboard is healthy, and takes nothing from the relay's door that is not signed",
    async (stage) => {
      const { dashboardUrl } = stage.world;
      const health = await fetch(`${dashboardUrl}/api/health`);
      assert.equal(health.status, 200);
      await health.body?.cancel();
      for (const path of ["/api/relay/apps", "/api/relay/events"]) {
        const answer = await fetch(dashboardUrl + path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"operation":"read_app","target":"x"}',
        });
        assert.equal(answer.status, 401, await answer.text());
      }
    },
  ),

  {
    ...scenario(
      87,
      "a session that was idle for long enough to be put to sleep wakes as if nothing had happened",
      async (stage) => {
        const { app, session, agent, link } = await stage.open();
        const { agent: doomed, link: doomedLink } = await stage.mint(app, { label: "doomed", maxCalls: 2 });
        result(await agent.post("/echo", { n: 1 }, { "idempotency-key": "K" }));
        result(await doomed.post("/echo", {}));
        await new Promise((resolve) => setTimeout(resolve, ASLEEP_AFTER_MS));
        const replay = await agent.post("/echo", { n: 1 }, { "idempotency-key": "K" });
        assert.equal(replay.headers.get("idempotency-replayed"), "true");
        assert.deepEqual(result(await agent.post("/echo", { n: 2 })), { n: 2 });
        result(await doomed.post("/echo", {}));
        refused(await doomed.post("/echo", {}), "link_expired");
        const list = accepted(await app.ask("list_agent_tokens"));
        const calls = new Map(list.tokens.map((token) => [token.tokenId, token.calls]));
        assert.deepEqual([calls.get(link.tokenId), calls.get(doomedLink.tokenId)], [2, 2]);
        const { app: successor } = await stage.resume(session);
        assert.equal((await app.closed).code, 4410);
        result(await agent.post("/echo", { n: 3 }));
        assert.equal(successor.calls.length, 1);
      },
    ),
    takesLong: true as const,
  },
];
