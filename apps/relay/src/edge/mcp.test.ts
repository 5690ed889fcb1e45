/** The Model Context Protocol in a real workerd, as the official clients of both lines see it. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestHarness } from "wrangler";
import { type AppTool, connectMcpApp, type McpApp, reply } from "./mcp-app.fixture.ts";
import { CLIENTS } from "./mcp-clients.fixture.ts";

const TOKEN_KEY = "a-token-key-for-tests-of-forty-characters";
const harness = createTestHarness({
  root: new URL("../..", import.meta.url).pathname,
  workers: [{ configPath: "./wrangler.jsonc", secrets: { TOKEN_KEYS: TOKEN_KEY, CONTROL_SECRETS: "" } }],
});
let relay: URL;
let app: McpApp;
let link: string;

const rows = { type: "object", properties: { rows: { type: "integer" } }, required: ["rows"] };
const pixel = { type: "object", properties: { x: { type: "integer" } }, required: ["x"] };
const tools: readonly AppTool[] = [
  {
    path: "/paint",
    description: "Paints one pixel.",
    input_schema: pixel,
    answer: ({ id, body }, say) => say({ type: "tool_reply", id, status: 200, body }),
  },
  { path: "/look", method: "GET", description: "Reads.", answer: reply("text/plain", "All red.") },
  { path: "/report", output_schema: rows, answer: reply("application/json", '{"rows":3}') },
  { path: "/photo", answer: reply("image/png", "iVBORw0KGgo=", { bodyEncoding: "base64" }) },
  { path: "/fail", answer: reply("text/plain", "The canvas is full.", { status: 409 }) },
  {
    path: "/work",
    answer: ({ id }, say) => {
      for (const step of [1, 2, 2, 3])
        say({ type: "tool_progress", id, progress: step, total: 3, message: `step ${step}` });
      say({ type: "tool_reply", id, status: 200, body: '{"done":true}' });
    },
  },
  {
    path: "/slow",
    output_schema: rows,
    answer: ({ id }, say) =>
      void setTimeout(() => say({ type: "tool_reply", id, status: 200, body: '{"rows":9}' }), 700),
  },
  { path: "/never", answer: () => undefined },
];
const prompts = [{ name: "flag", description: "A flag.", text: "Paint a flag." }];
const words = { appDescription: "A canvas.", agentsMd: "Rows count from 0." };

beforeAll(async () => {
  ({ url: relay } = await harness.listen());
  app = await connectMcpApp(relay, tools, { prompts, ...words });
  link = await app.mint();
});
afterAll(async () => {
  app.close();
  await harness.close();
});

const textOf = ({ content }: { readonly content?: unknown }): string => JSON.stringify(content);
const noWait = { prefer: "wait=0" };

describe.each(CLIENTS)("the client of the line $line", ({ line, revision, connect }) => {
  it.each(["", "/mcp"])("speaks its own revision at the link%s", async (path) => {
    const { client, revision: spoken } = await connect(`${link}${path}`);
    expect(spoken).toBe(revision);
    expect(client.getServerVersion()).toMatchObject({ name: "agent-socket", title: "Pixels" });
    expect(client.getInstructions()).toMatch(/^Pixels is a running app.*\nA canvas\.\nThe app was online/);
    await client.close();
  });

  it("lists the tools with their schemas and hints, and one that waits", async () => {
    const { client } = await connect(link);
    const listed = (await client.listTools()).tools;
    expect(listed.map(({ name }) => name)).toEqual([
      ...tools.map(({ path }) => path.slice(1)),
      "wait_for_result",
    ]);
    expect(listed[0]?.inputSchema).toEqual({ ...pixel, additionalProperties: false });
    expect(listed[1]?.annotations?.readOnlyHint).toBe(true);
    expect(listed[2]?.outputSchema).toEqual(rows);
    await client.close();
  });

  it("has the app told, once, that an AI has its tools now; not by saying hello alone", async () => {
    const url = await app.mint({ label: line });
    const told = () => app.activities.filter(({ label }) => label === line);
    const { client } = await connect(url);
    expect(told()).toEqual([]);
    await client.listTools();
    await vi.waitFor(() => expect(told()).toMatchObject([{ kind: "opened", surface: "mcp" }]));
    await client.close();
    const { client: again } = await connect(url);
    await again.listTools();
    await again.callTool({ name: "look", arguments: {} });
    expect(told()).toHaveLength(1);
    await again.close();
  });

  it("calls a tool, and the app learns who called", async () => {
    const { client, call } = await connect(link);
    const result = await call("paint", { x: 3 });
    expect(result).toMatchObject({
      content: [{ type: "text", text: '{"x":3}' }],
      structuredContent: { x: 3 },
    });
    expect(result.isError).toBeUndefined();
    expect(app.calls.at(-1)?.caller).toMatchObject({ surface: "mcp" });
    await client.close();
  });

  it("gets data of the announced form, text, and images", async () => {
    const { client, call } = await connect(link);
    await client.listTools();
    expect((await call("report")).structuredContent).toEqual({ rows: 3 });
    expect((await call("look")).content).toEqual([{ type: "text", text: "All red." }]);
    expect((await call("photo")).content).toEqual([
      { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" },
    ]);
    await client.close();
  });

  it("hears of progress, always higher than before", async () => {
    const { client, call } = await connect(link);
    const heard: string[] = [];
    const onprogress = ({ progress, message }: { progress: number; message?: string | undefined }) =>
      void heard.push(`${progress} ${message}`);
    expect((await call("work", {}, { onprogress })).structuredContent).toEqual({ done: true });
    expect(heard).toEqual(["1 step 1", "2 step 2", "3 step 3"]);
    await client.close();
  });

  it("gets a slow result by waiting for it, and the tool runs once", async () => {
    const { client, call } = await connect(link, noWait);
    await client.listTools();
    const before = app.calls.length;
    const running = await call("slow");
    expect(textOf(running)).toContain("still running");
    const [, task = ""] = /(call_[\w-]+)/.exec(textOf(running)) ?? [];
    expect(textOf(await call("wait_for_result", { task, wait_seconds: 0 }))).toContain("still running");
    expect((await call("wait_for_result", { task, wait_seconds: 5 })).structuredContent).toEqual({ rows: 9 });
    expect((await call("wait_for_result", { task })).structuredContent).toEqual({ rows: 9 });
    expect(app.calls.length).toBe(before + 1);
    await client.close();
  });

  it.each([
    ["arguments that do not fit", "paint", { y: 1 }, /field \\"y\\" is unknown.*\(invalid_input\)/],
    ["a failure of the app", "fail", {}, /failed with status 409.*The canvas is full\./],
    ["a task that is none", "wait_for_result", { task: "call_x" }, /\(no_such_task\)/],
    ["a wait that is none", "wait_for_result", { tusk: 1 }, /\(invalid_input\)/],
  ])("reads %s as a result", async (_, name, input, expected) => {
    const { client, call } = await connect(link);
    const result = await call(name, input);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(expected);
    await client.close();
  });

  it("gets the protocol's own error for a tool that nobody has", async () => {
    const { client, call } = await connect(link);
    await expect(call("pant")).rejects.toThrow(/no tool named "pant".*paint/);
    await client.close();
  });

  it("sees and calls what its link allows, and no more", async () => {
    const { client, call } = await connect(await app.mint({ readOnly: true }));
    const listed = (await client.listTools()).tools;
    expect(listed.map(({ name }) => name)).toEqual(["look", "wait_for_result"]);
    const refused = await call("paint", { x: 1 });
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toContain("(tool_not_allowed)");
    await client.close();
  });

  it("reads the app's notes and prompts", async () => {
    const { client } = await connect(link);
    const [notes] = (await client.listResources()).resources;
    const read = await client.readResource({ uri: notes?.uri ?? "" });
    expect(read.contents).toMatchObject([{ mimeType: "text/markdown", text: "Rows count from 0." }]);
    await expect(client.readResource({ uri: "app://none" })).rejects.toThrow(/not found/i);
    expect((await client.listPrompts()).prompts).toMatchObject([{ name: "flag", description: "A flag." }]);
    const { messages } = await client.getPrompt({ name: "flag" });
    expect(messages).toEqual([{ role: "user", content: { type: "text", text: "Paint a flag." } }]);
    await expect(client.getPrompt({ name: "none" })).rejects.toThrow(/no prompt/);
    await client.close();
  });

  it("reads that the app is away, and gets on once it is back", async () => {
    const other = await connectMcpApp(relay, tools);
    const { client, call } = await connect(await other.mint());
    other.close(4000);
    await expect.poll(async () => textOf(await call("look"))).toContain("(app_offline)");
    expect((await call("look")).isError).toBe(true);
    expect((await client.listTools()).tools).toHaveLength(9);
    await client.close();
  });

  it("gets the result of a link's last call, which was slow", async () => {
    const { client, call } = await connect(await app.mint({ maxCalls: 1 }), noWait);
    const [, task = ""] = /(call_[\w-]+)/.exec(textOf(await call("slow"))) ?? [];
    expect((await call("wait_for_result", { task })).structuredContent).toEqual({ rows: 9 });
    const refused = await call("look");
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toContain("(link_expired)");
    await client.close();
  });

  it("is told at once that its link was revoked", async () => {
    const url = await app.mint();
    const { client, call } = await connect(url);
    await app.revoke(url);
    await expect(call("look")).rejects.toThrow(/link_revoked/);
    await client.close();
    await expect(connect(url)).rejects.toThrow(/link_revoked/);
  });

  it("is told that a link was not copied exactly", async () => {
    await expect(connect(`${link.slice(0, -4)}AAAA/mcp`)).rejects.toThrow(/link_not_recognised/);
  });
});

it("stops the app's work when its client gave up", async () => {
  await Promise.all(
    CLIENTS.map(async ({ connect }) => {
      const other = await connectMcpApp(relay, tools);
      const { client, call } = await connect(await other.mint());
      const giveUp = new AbortController();
      const never = call("never", {}, { signal: giveUp.signal });
      await expect.poll(() => other.calls.length).toBe(1);
      giveUp.abort();
      await expect(never).rejects.toThrow(/abort/i);
      await client.close();
      // The next sign of life finds nobody.
      await expect.poll(() => other.cancelled, { timeout: 15_000, interval: 200 }).toHaveLength(1);
      other.close();
    }),
  );
});
