/** 120–129: further limits, each at its edge and one past it, and what every answer carries. */
import assert from "node:assert/strict";
import { limits } from "@agent-socket/protocol";
import { Agent } from "../clients/agent.ts";
import { accepted } from "../clients/raw-app.ts";
import { hasSafeHeaders, objectIn, outcomeOf, refused, refusedPage, result } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { tools } from "./toolbox.ts";

const MIB = 1024 * 1024;

export const edge = [
  scenario(
    120,
    "health says which version speaks, and every answer has a request id of its own",
    async (stage) => {
      const health = objectIn((await stage.askRelay("GET", "/healthz")).text);
      assert.deepEqual([health["ok"], health["service"], health["protocol"]], [true, "relay", "v1"]);
      assert.match(String(health["version"]), /^\d+\.\d+\.\d+/);
      const { agent } = await stage.open();
      const paths = [
        "",
        "/tools.json",
        "/agents.md",
        "/nothing",
        "/paint",
        "/look?row=1",
        "/look?row=x&_once=K",
      ];
      const answers = [
        ...(await Promise.all(paths.map((path) => agent.get(path)))),
        await agent.post("/echo", "{"),
        await stage.askRelay("GET", "/v1/t/forged"),
      ];
      const ids = answers.map(({ headers }) => headers.get("x-request-id") ?? "");
      for (const id of ids) assert.match(id, /^req_[0-9A-Z]{16}$/);
      assert.equal(new Set(ids).size, ids.length);
      const failed = await agent.post("/nothing", {}, { "x-request-id": "chosen-by-the-client" });
      assert.equal(refused(failed, "no_such_tool").request_id, failed.headers.get("x-request-id"));
      for (const answer of answers) hasSafeHeaders(answer);
    },
  ),

  scenario(121, "a request, a result and a frame are taken at their largest", async (stage) => {
    const { app, agent } = await stage.open();
    const hangs = async (reply: object) => {
      const answer = agent.post("/hang", {});
      app.send({ type: "tool_reply", id: (await app.next("tool_call")).id, status: 200, ...reply });
      return answer;
    };
    const body = `{"a":"${"x".repeat(limits.MAX_REQUEST_BYTES - 8)}"}`;
    const request = agent.post("/hang", body);
    app.reply(await app.next("tool_call"), { body: String(body.length) });
    assert.equal((await request).text, String(limits.MAX_REQUEST_BYTES));
    refused(await agent.post("/hang", `${body} `), "too_large");
    assert.equal((await hangs({ body: "x".repeat(MIB), contentType: "text/plain" })).bytes.length, MIB);
    const bytes = Buffer.alloc(MIB, 7).toString("base64");
    assert.equal((await hangs({ body: bytes, bodyEncoding: "base64" })).bytes.length, MIB);
    const over = Buffer.alloc(MIB + 3, 7).toString("base64");
    refused(await hangs({ body: over, bodyEncoding: "base64" }), "reply_too_large");
    // In UTF-8, not in characters.
    refused(await hangs({ body: "ü".repeat(MIB / 2 + 1) }), "reply_too_large");
    const frame = `{"type":"later","x":"${"x".repeat(limits.MAX_FRAME_BYTES - 24)}"}`;
    assert.equal(frame.length, limits.MAX_FRAME_BYTES - 1);
    app.sendText(`${frame} `);
    assert.deepEqual(result(await agent.post("/echo", { still: "here" })), { still: "here" });
  }),

  scenario(
    122,
    "every text of a registration is taken at its limit and refused one past it",
    async (stage) => {
      const deep = (levels: number): object => (levels <= 1 ? {} : { not: deep(levels - 1) });
      const wide = (bytes: number) => ({ description: "s".repeat(bytes - '{"description":""}'.length) });
      const tool = (fields: object) => ({ tools: [{ path: "/x", ...fields }] });
      const edges: readonly (readonly [string, (size: number) => object, number])[] = [
        ["appName", (size) => ({ appName: "n".repeat(size) }), limits.MAX_NAME_CHARS],
        ["appDescription", (size) => ({ appDescription: "d".repeat(size) }), limits.MAX_DESCRIPTION_CHARS],
        ["agentsMd", (size) => ({ agentsMd: "m".repeat(size) }), limits.MAX_AGENTS_MD_BYTES],
        [
          "agentsMd",
          (size) => ({ agentsMd: `${"ü".repeat(size / 2)}${"m".repeat(size % 2)}` }),
          limits.MAX_AGENTS_MD_BYTES,
        ],
        ["description", (size) => tool({ description: "d".repeat(size) }), limits.MAX_DESCRIPTION_CHARS],
        ["path", (size) => tool({ path: `/${"p".repeat(size)}` }), 128],
        ["name", (size) => tool({ name: "n".repeat(size) }), limits.MAX_NAME_CHARS],
        ["input_schema", (size) => tool({ input_schema: wide(size) }), limits.MAX_SCHEMA_BYTES],
        ["output_schema", (size) => tool({ output_schema: wide(size) }), limits.MAX_SCHEMA_BYTES],
        ["input_schema", (size) => tool({ input_schema: deep(size) }), limits.MAX_SCHEMA_DEPTH],
        [
          "examples",
          (size) => tool({ examples: Array.from({ length: size }, () => ({})) }),
          limits.MAX_TOOL_EXAMPLES,
        ],
        ["timeout_ms", (size) => tool({ timeout_ms: size }), limits.MAX_TOOL_TIMEOUT_MS],
      ];
      await Promise.all(
        edges.map(async ([field, registration, most]) => {
          accepted((await stage.register(registration(most))).reply);
          const { app, reply } = await stage.register(registration(most + 1));
          assert.equal(reply.ok, false, `${field} past ${most}`);
          assert.match(JSON.stringify(reply), new RegExp(field));
          assert.equal((await app.closed).code, 4400);
        }),
      );
    },
  ),

  scenario(123, "no tool may take an address that the relay answers itself", async (stage) => {
    const reserved = ["/_as", "/_as/tasks/x", "/agents.md", "/tools.json", "/openapi.json", "/mcp", "/mcp/x"];
    const malformed = ["", "x", "/", "//x", "/a//b", "/a/./b", "/a/../b", "/a b", "/ä", "/a?b", "/a%20b"];
    await Promise.all(
      [...reserved, ...malformed].map(async (path) => {
        const { reply } = await stage.register({ tools: [tools.echo, { path }] });
        assert.match(JSON.stringify(reply), /"invalid_registration".*tools\[1\]/, path);
      }),
    );
    accepted(
      (await stage.register({ tools: [{ path: "/mcpx" }, { path: "/agents.mdx" }, { path: "/a/_as" }] }))
        .reply,
    );
  }),

  scenario(124, "a session makes five hundred links a day, and keeps those that it has", async (stage) => {
    const { app, agent } = await stage.open();
    const some = async (count: number) => {
      const minted = await Promise.all(Array.from({ length: count }, () => app.ask("mint_agent_token")));
      const ids = minted.map((reply) => accepted(reply).tokenId);
      await Promise.all(ids.map((tokenId) => app.ask("revoke_agent_token", { tokenId })));
    };
    const inUse = 1;
    for (let made = inUse; made < limits.MAX_LINKS_KEPT;) {
      const count = Math.min(limits.MAX_LINKS_PER_SESSION - inUse, limits.MAX_LINKS_KEPT - made);
      await some(count);
      made += count;
    }
    const over = await app.ask("mint_agent_token");
    assert.match(JSON.stringify(over), /"limit_reached".*a day/);
    result(await agent.post("/echo", {}));
    assert.equal(accepted(await app.ask("list_agent_tokens")).tokens.length, limits.MAX_LINKS_KEPT);
  }),

  scenario(
    125,
    "whoever tries links of which none is one is told to wait, and the holder of a good one is not",
    async (stage) => {
      const { agent } = await stage.open();
      const headers = { "cf-connecting-ip": "198.51.100.125" };
      const burst = () =>
        Promise.all(
          Array.from({ length: 301 }, (_, n) => stage.askRelay("GET", `/v1/t/as_${n}`, { headers })),
        );
      const first = await burst();
      const isHeld = ({ status }: { readonly status: number }) => status === 429;
      // The limiter counts by the clock's minute: a burst over the turn of two of them is within both.
      const answers = first.some(isHeld) ? first : [...first, ...(await burst())];
      const held = answers.filter(isHeld);
      assert.ok(
        held.length > 0 && answers.length - held.length >= 300,
        `${held.length} of ${answers.length}`,
      );
      for (const answer of held) {
        refused(answer, "rate_limited");
        assert.ok(Number(answer.headers.get("retry-after")) > 0);
      }
      assert.equal((await agent.get("", headers)).status, 200);
      result(await agent.post("/echo", {}, headers));
    },
  ),

  scenario(
    126,
    "what became of a call by link is said in its page and in a header, under status 200",
    async (stage) => {
      const { app, agent } = await stage.open();
      app.serve("/hang", ({ body }) => ({
        status: Number(objectIn(body)["status"]),
        body: "x",
        contentType: "text/plain",
      }));
      const expected = {
        200: "ok",
        201: "ok",
        204: "ok",
        302: "ok",
        400: "tool_error",
        404: "tool_error",
        503: "tool_error",
      };
      for (const [status, outcome] of Object.entries(expected)) {
        const page = await agent.get(`/hang?status=${status}&_once=S${status}`);
        assert.deepEqual([page.status, outcomeOf(page)], [200, outcome], status);
        assert.equal(page.headers.get("location"), null);
        hasSafeHeaders(page);
      }
      app.serve("/echo", () => ({ body: "iVBORw0KGgo=", bodyEncoding: "base64", contentType: "image/png" }));
      const picture = await agent.get("/echo?_once=P");
      assert.deepEqual([picture.status, outcomeOf(picture)], [200, "ok"]);
      assert.deepEqual([picture.headers.get("content-type"), picture.bytes.length], ["image/png", 8]);
      refusedPage(await agent.get("/pant?x=1&_once=A"), "no_such_tool");
      refusedPage(await agent.get("/hurry?_once=B"), "tool_timeout");
      refusedPage(await agent.get(`/paint?x=1&_once=${"k".repeat(65)}`), "malformed");
      refusedPage(await agent.get("/paint?x=1&_once="), "malformed");
      app.vanish();
      await app.closed;
      refusedPage(await agent.get("/paint?x=1&y=1&color=red&_once=C"), "app_offline");
      assert.equal(
        (await agent.get("/paint?x=1&y=1&color=red")).status,
        428,
        "without a key the status says it",
      );
    },
  ),

  scenario(
    127,
    "whoever opens a link of one that is no good any more hears so, and nothing of the app",
    async (stage) => {
      const { app, session, link, agent } = await stage.open();
      const call = "/paint?x=1&y=1&color=red&_once=K";
      const mistyped = new Agent(agent.url.slice(0, -1) + (agent.url.endsWith("A") ? "B" : "A"));
      assert.equal((await mistyped.get(call)).status, 404);
      const { agent: brief } = await stage.mint(app, { expiresIn: 1 });
      const { agent: kept } = await stage.mint(app);
      await app.ask("revoke_agent_token", { tokenId: link.tokenId });
      for (const path of ["", "/echo", "/tools.json", "/_as/tasks/x", "/_as/events"])
        refused(await agent.get(path), "link_revoked");
      const heard = async (holder: Agent) => {
        const page = await holder.get(call);
        assert.equal(page.status, 200, "many readers show nothing of another status");
        assert.doesNotMatch(page.text, /A box of tools|Paints/);
        return outcomeOf(page);
      };
      assert.equal(await heard(agent), "link_revoked");
      await stage.eventually(async () => assert.equal((await brief.get()).status, 410));
      assert.equal(await heard(brief), "link_expired");
      const other = await stage.dial({ session: session.sessionId });
      other.send({ type: "end", sessionId: session.sessionId, secret: session.resumeSecret });
      await other.next("end_reply");
      assert.equal(await heard(kept), "session_ended");
      assert.equal(app.calls.length, 0);
    },
  ),

  scenario(128, "registering says what the relay takes, and it is what it takes", async (stage) => {
    const { session } = await stage.open();
    assert.deepEqual(session.limits, {
      maxFrameBytes: 4 * MIB,
      maxResultBytes: MIB,
      maxTools: 200,
      maxLinks: 50,
      maxInflight: 100,
    });
    const { reply } = await stage.resume(session);
    assert.deepEqual(accepted(reply).limits, session.limits);
  }),

  scenario(129, "neither a query nor a header of a client steers how its socket is kept", async (stage) => {
    const { app, session, agent } = await stage.open();
    const headers = {
      "x-partykit-props": '{"a":1}',
      "x-partykit-room": "elsewhere",
      "x-session-admission": encodeURIComponent(
        '{"origin":null,"relayUrl":"https://evil.test","isReturning":false}',
      ),
      "x-padding": "p".repeat(6000),
    };
    const address = `?_pk=same&padding=${"p".repeat(4000)}`;
    const twins = await Promise.all([1, 2].map(() => stage.dial({ headers, query: address })));
    for (const twin of twins) twin.send({ type: "register", appId: "as_app_anon", tools: [tools.echo] });
    const replies = await Promise.all(twins.map((twin) => twin.next("register_reply")));
    const ids = replies.map((reply) => accepted(reply).sessionId);
    assert.equal(new Set([...ids, session.sessionId]).size, 3);
    for (const twin of twins) {
      twin.serve("/echo", ({ body }) => ({ body }));
      const { agent: own, link } = await stage.mint(twin);
      assert.ok(link.url.startsWith(`${stage.world.relayUrl}/v1/t/`), link.url);
      assert.deepEqual(result(await own.post("/echo", { n: 1 })), { n: 1 });
    }
    result(await agent.post("/echo", {}));
    assert.equal(app.calls.length, 1);
    for (const path of [
      "/parties/session-server/x",
      "/parties/sessions/x",
      "/agents/sessions/x",
      "/cdn-cgi/partyserver",
    ])
      assert.equal((await stage.askRelay("GET", path)).status, 404, path);
  }),
];
