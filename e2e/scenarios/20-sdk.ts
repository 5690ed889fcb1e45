/** 20–29: apps that use the SDK, and many calls at once. */
import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import {
  AgentSocketError,
  type Activity,
  connect,
  defaultAgentsMd,
  reply,
  type ToolDefinition,
} from "@agent-socket/sdk";
import { newAppId } from "@agent-socket/protocol";
import { PNG } from "pngjs";
import { Agent } from "../clients/agent.ts";
import { objectIn, refused, result } from "./checks.ts";
import { scenario } from "./scenario.ts";

const echo: ToolDefinition = { path: "/echo", description: "Says it back.", handler: ({ input }) => input };

export const sdk = [
  scenario(20, "the documented example works as it stands", async (stage) => {
    const session = await connect({
      appId: "as_app_anon",
      appDescription: "What your app does in one sentence.",
      agentsMd: defaultAgentsMd({
        appName: "My App",
        appDescription: "What it does.",
        agentsMdUrl: "https://app.example.com/agents.md",
      }),
      tools: [
        {
          path: "/do_thing",
          description: "Does the thing.",
          input_schema: { type: "object", properties: { what: { type: "string" } } },
          handler: async ({ body }: { body: string }) => ({ ok: true, result: JSON.parse(body) }),
        },
      ],
      baseUrl: stage.world.relayUrl,
    });
    stage.whenDone(() => void session.close());
    const link = await session.mintAgentToken({ label: "user-42" });
    assert.equal(link.label, "user-42");
    const agent = new Agent(link.url);
    assert.deepEqual(result(await agent.post("/do_thing", { what: "paint" })), {
      ok: true,
      result: { what: "paint" },
    });
    assert.match((await agent.get()).text, /My App/);
  }),

  scenario(
    21,
    "a handler's value, text, status or exception reaches the caller as what it is",
    async (stage) => {
      const results: Record<string, () => unknown> = {
        nothing: () => undefined,
        list: () => [1, "two"],
        text: () => "plain words",
        refusal: () => reply(404, { error: "no such card" }),
        exception: () => {
          throw new Error("the pencil broke");
        },
        late: () => Promise.reject(new Error("the ink dried")),
      };
      const session = await stage.connect({
        tools: Object.entries(results).map(([name, handler]) => ({
          path: `/${name}`,
          description: name,
          handler,
        })),
      });
      const agent = new Agent((await session.mintAgentToken()).url);
      assert.equal((await agent.post("/nothing", {})).status, 200);
      assert.deepEqual(result(await agent.post("/list", {})), [1, "two"]);
      assert.equal((await agent.post("/text", {})).text, "plain words");
      assert.deepEqual((await agent.post("/refusal", {})).json(), { error: "no such card" });
      for (const [path, words] of [
        ["/exception", "the pencil broke"],
        ["/late", "the ink dried"],
      ] as const) {
        const answer = await agent.post(path, {});
        assert.ok(answer.status >= 500, answer.text);
        assert.ok(answer.text.includes(words), answer.text);
        assert.doesNotMatch(answer.text, /at .*:\d+|node_modules|\.ts/, "no stack");
      }
      assert.equal((await agent.post("/text", {})).text, "plain words", "the session lives on");
    },
  ),

  scenario(22, "a PNG arrives byte for byte, and HTML only as text", async (stage) => {
    const picture = new PNG({ width: 64, height: 64 });
    for (let index = 0; index < picture.data.length; index++) picture.data[index] = (index * 7919) % 251;
    const png = PNG.sync.write(picture);
    const noise = deflateSync(
      Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * index) % 256)),
    );
    const session = await stage.connect({
      tools: [
        {
          path: "/picture",
          method: "GET",
          description: "PNG",
          handler: () => new Blob([new Uint8Array(png)], { type: "image/png" }),
        },
        { path: "/bytes", method: "GET", description: "Bytes", handler: () => new Uint8Array(noise) },
        {
          path: "/page",
          method: "GET",
          description: "HTML",
          handler: () => reply(200, "<script>alert(1)</script>", "text/html"),
        },
      ],
    });
    const agent = new Agent((await session.mintAgentToken()).url);
    const image = await agent.get("/picture");
    assert.equal(image.headers.get("content-type"), "image/png");
    assert.deepEqual(Buffer.from(image.bytes), png);
    assert.deepEqual(PNG.sync.read(Buffer.from(image.bytes)).data, picture.data);
    assert.deepEqual(Buffer.from((await agent.get("/bytes")).bytes), noise);
    const page = await agent.get("/page");
    assert.match(page.headers.get("content-type") ?? "", /^text\/plain/);
  }),

  scenario(
    23,
    "forty calls at once each get their own answer, and the slow ones hold nobody up",
    async (stage) => {
      const { promise: gate, resolve: open } = Promise.withResolvers<void>();
      const wait: ToolDefinition = {
        path: "/wait",
        description: "Waits for the gate.",
        handler: async ({ input }) => {
          await gate;
          return input;
        },
      };
      const session = await stage.connect({ tools: [echo, wait] });
      const [slow, fast] = await Promise.all([session.mintAgentToken(), session.mintAgentToken()]);
      const numbers = Array.from({ length: 20 }, (_, n) => n);
      const held = numbers.map((n) => new Agent(slow.url).post("/wait", { n }));
      for (const answer of await Promise.all(numbers.map((n) => new Agent(fast.url).post("/echo", { n }))))
        assert.equal(answer.status, 200);
      open();
      const heard = (await Promise.all(held)).map((answer) => objectIn(answer.text)["n"]);
      assert.deepEqual(heard, numbers);
    },
  ),

  scenario(24, "replaced tools are seen at once, and faulty ones change nothing", async (stage) => {
    const session = await stage.connect({ tools: [echo] });
    const agent = new Agent((await session.mintAgentToken()).url);
    await session.updateTools([{ path: "/other", description: "Another.", handler: () => "other" }]);
    assert.equal((await agent.post("/other", {})).text, "other");
    refused(await agent.post("/echo", {}), "no_such_tool");
    await assert.rejects(
      session.updateTools([{ path: "/_as/mine", description: "Reserved.", handler: () => "" }]),
      AgentSocketError,
    );
    assert.equal((await agent.post("/other", {})).text, "other");
  }),

  scenario(25, "links are listed and revoked, and a holder's revocation is heard", async (stage) => {
    const session = await stage.connect({ tools: [echo] });
    const [first, second] = await Promise.all([
      session.mintAgentToken({ label: "a" }),
      session.mintAgentToken({ label: "b", maxCalls: 3, expiresIn: 60 }),
    ]);
    result(await new Agent(second.url).post("/echo", {}));
    await session.revokeAgentToken(first.tokenId);
    refused(await new Agent(first.url).get(), "link_revoked");
    const revoked = Promise.withResolvers<{ tokenId: string; by: string }>();
    session.on("linkRevoked", (event) => {
      if (event.tokenId === second.tokenId) revoked.resolve(event);
    });
    await new Agent(second.url).post("/_as/revoke", "");
    assert.deepEqual(await revoked.promise, { tokenId: second.tokenId, by: "holder" });
    const list = await session.listAgentTokens();
    assert.deepEqual(list.map(({ label, status, calls }) => [label, status, calls]).toSorted(), [
      ["a", "revoked", 0],
      ["b", "revoked", 1],
    ]);
  }),

  scenario(26, "closing a session ends its links for good", async (stage) => {
    const session = await stage.connect({ tools: [echo] });
    const agent = new Agent((await session.mintAgentToken()).url);
    await session.close();
    assert.equal(session.status, "ended");
    assert.equal(session.error, null);
    refused(await agent.get(), "session_ended");
    refused(await agent.post("/echo", {}), "session_ended");
  }),

  scenario(27, "a handler is told when nobody waits for it any more", async (stage) => {
    const aborted = Promise.withResolvers<void>();
    const session = await stage.connect({
      tools: [
        {
          path: "/slow",
          description: "Never done.",
          timeoutMs: 300,
          handler: ({ signal }) =>
            new Promise(() => {
              signal.addEventListener("abort", () => aborted.resolve());
            }),
        },
      ],
    });
    refused(await new Agent((await session.mintAgentToken()).url).post("/slow", {}), "tool_timeout");
    await aborted.promise;
  }),

  scenario(
    28,
    "what makes a connection hopeless is said by its code, and not tried for ever",
    async (stage) => {
      const { entry, appKey } = await stage.world.office.registerApp();
      const hopeless = [
        [{ appId: newAppId() }, "unknown_app"],
        [{ appId: entry.appId }, "app_key_required"],
        [{ appId: entry.appId, appKey: `${appKey}x` }, "app_key_invalid"],
      ] as const;
      for (const [options, code] of hopeless)
        await assert.rejects(
          stage.connect({ tools: [echo], ...options }),
          (cause) =>
            cause instanceof AgentSocketError && cause.code === code && !cause.message.includes(appKey),
        );
      const session = await stage.connect({ tools: [echo], appId: entry.appId, appKey });
      assert.equal(session.status, "connected");
    },
  ),

  scenario(29, "the app can show what the AI does, and how it went", async (stage) => {
    const activities: Activity[] = [];
    const broken: ToolDefinition = {
      path: "/break",
      description: "Fails.",
      handler: () => {
        throw new Error("it broke");
      },
    };
    const session = await stage.connect({
      tools: [echo, broken],
      onActivity: (activity) => activities.push(activity),
    });
    const link = await session.mintAgentToken({ label: "Ada" });
    const agent = new Agent(link.url);
    await agent.get("", { "user-agent": "Claude-User/1.0" });
    result(await agent.post("/echo", { n: 1 }));
    assert.equal((await agent.post("/break", {})).status, 500);
    const seen = () =>
      activities.map((activity) => [
        activity.kind,
        "outcome" in activity ? activity.outcome : activity.label,
      ]);
    const expected = [
      ["link_opened", "Ada"],
      ["call_started", "Ada"],
      ["call_finished", "ok"],
      ["call_started", "Ada"],
      ["call_finished", "failed"],
    ];
    await stage.eventually(() => assert.deepEqual(seen(), expected));
    assert.ok(!JSON.stringify(activities).includes(link.token), "never the token");
  }),
];
