import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StandardSchema } from "./input-schema.ts";
import { runTool, type ToolCallFrame } from "./run-tool.ts";
import type { ToolCall, ToolDefinition } from "./tool.ts";

const frame = (body: string): ToolCallFrame => ({
  type: "tool_call",
  id: "call_1",
  method: "POST",
  path: "/do_thing",
  tool: "do_thing",
  body,
  contentType: "application/json",
  headers: { "idempotency-key": "k" },
  caller: { tokenId: "T", label: "user-42", surface: "http", client: "claude" },
  deadlineMs: 1000,
  attempt: 1,
});
const run = (tool: Omit<ToolDefinition, "description">, body = "{}") =>
  runTool({ path: "/do_thing", description: "", ...tool }, frame(body), new AbortController().signal);

/** Takes `{ n }` where n is a number written as text, and gives the number. */
const numberInText: StandardSchema<unknown, number> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) => {
      const n = Number((value as { n?: unknown }).n);
      return Number.isNaN(n)
        ? { issues: [{ message: "must be a number", path: ["n", { key: 0 }] }] }
        : { value: n };
    },
  },
};

const logged = vi.spyOn(console, "error");
beforeEach(() => void logged.mockImplementation(() => undefined));
afterEach(() => logged.mockReset());

describe("a handler", () => {
  it("of the first kind, which parses the body itself, works", async () => {
    const handler = async ({ body }: ToolCall) => ({ ok: true, result: JSON.parse(body) as unknown });
    expect((await run({ handler }, '{"a":1}')).body).toBe('{"ok":true,"result":{"a":1}}');
  });

  it("is given the parsed input, and all that is known of the call", async () => {
    let given: ToolCall | null = null;
    await run({ handler: (call) => void (given = call) }, '{"x":3}');
    expect(given).toMatchObject({
      input: { x: 3 },
      body: '{"x":3}',
      method: "POST",
      path: "/do_thing",
      headers: { "idempotency-key": "k" },
      caller: { label: "user-42", client: "claude" },
      signal: { aborted: false },
    });
  });

  it("is given an empty object for no body, and text that is no JSON as it is", async () => {
    const echo = { handler: ({ input }: ToolCall) => ({ input }) };
    expect((await run(echo, "")).body).toBe('{"input":{}}');
    expect((await run(echo, "plain")).body).toBe('{"input":"plain"}');
  });

  it("is given what its schema made of the input", async () => {
    const doubled = { input: numberInText, handler: ({ input }: ToolCall) => Number(input) * 2 };
    expect((await run(doubled, '{"n":"21"}')).body).toBe("42");
  });

  it("is not called for an input that its schema refuses", async () => {
    const handler = vi.fn<() => void>();
    const refused = await run({ input: numberInText, handler }, '{"n":"many"}');
    expect(handler).not.toHaveBeenCalled();
    expect([refused.status, JSON.parse(refused.body)]).toEqual([
      422,
      {
        error: {
          code: "invalid_input",
          message: "The input is not valid. /n/0: must be a number",
          issues: [{ pointer: "/n/0", message: "must be a number" }],
        },
      },
    ]);
  });

  it.each([
    [
      "an error",
      () => {
        throw new Error("no such card");
      },
      "no such card",
    ],
    ["a rejection", () => Promise.reject(new Error("no such card")), "no such card"],
    [
      "a text",
      () => {
        throw "no such card" as unknown;
      },
      "no such card",
    ],
    [
      "nothing",
      () => {
        throw undefined as unknown;
      },
      "The tool failed and gave no reason.",
    ],
  ])("that throws %s answers with the message and never the stack", async (_, handler, message) => {
    const answer = await run({ handler });
    expect(answer).toEqual({
      status: 500,
      body: JSON.stringify({ error: { code: "tool_error", message } }),
      contentType: "application/json",
    });
    expect(logged).toHaveBeenCalledOnce();
  });
});
