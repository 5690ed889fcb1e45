import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StandardSchema } from "./input-schema.ts";
import type { Person } from "../ask/read-person.ts";
import type { Question } from "../ask/question.ts";
import { runTool, type ToolCallFrame } from "./run-tool.ts";
import type { ToolCall, ToolDefinition } from "./tool.ts";
import { readTools } from "./tool-table.ts";

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
const nobody: Person = { ask: null, approve: null, approvesDestructive: true };

async function ran(tool: Omit<ToolDefinition, "description">, change: Partial<ToolCallFrame>, who = nobody) {
  const [entry] = readTools([{ path: "/do_thing", description: "", ...tool }], who).byName.values();
  if (entry === undefined) throw new Error("There is no tool.");
  return runTool(
    entry,
    { ...frame("{}"), ...change },
    {
      signal: new AbortController().signal,
      progress: () => undefined,
      person: who,
      tell: () => undefined,
      maxResultBytes: 1000,
    },
  );
}
const run = async (tool: Omit<ToolDefinition, "description">, body = "{}") =>
  (await ran(tool, { body })).reply;

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

const anything = { type: "object" };

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
    const doubled = {
      input: numberInText,
      input_schema: anything,
      handler: ({ input }: ToolCall) => Number(input) * 2,
    };
    expect((await run(doubled, '{"n":"21"}')).body).toBe("42");
  });

  it("is not called for an input that its schema refuses", async () => {
    const handler = vi.fn<() => void>();
    const refused = await run({ input: numberInText, input_schema: anything, handler }, '{"n":"many"}');
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

const card = {
  type: "object",
  properties: { text: { type: "string", maxLength: 20 }, n: { type: "integer", minimum: 1 } },
  required: ["text", "n"],
  additionalProperties: false,
} as const;

describe("a call that the person completes", () => {
  const echo = { input: card, handler: ({ input, body }: ToolCall) => ({ input, body }) };

  it("shows them what is known, runs with what they send, and passes it on as the body", async () => {
    let asked: Question | null = null;
    const { reply } = await ran(
      echo,
      { body: '{"n":2}', ask: true },
      {
        ...nobody,
        ask: (question) => {
          asked = question;
          return { kind: "send", arguments: { ...question.arguments, text: "hello" } };
        },
      },
    );
    expect(asked).toMatchObject({
      tool: { name: "do_thing", title: "Do thing" },
      inputSchema: card,
      arguments: { n: 2 },
      caller: { label: "user-42", client: "claude" },
    });
    const sent = { n: 2, text: "hello" };
    expect(JSON.parse(reply.body)).toEqual({ input: sent, body: JSON.stringify(sent) });
  });

  it("is checked by the schema and by the tool's own, before it is sent and after", async () => {
    const checks: unknown[] = [];
    const ask: Person["ask"] = async ({ check }) => {
      checks.push(await check({ text: "x", n: 0 }), await check({ text: "x", n: 1 }));
      return { kind: "send", arguments: { text: "x" } };
    };
    const own: StandardSchema = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: () => ({ issues: [{ message: "is a weekend", path: ["n"] }] }),
      },
    };
    const handler = vi.fn<() => void>();
    const { reply } = await ran(
      { input: own, input_schema: card, handler },
      { ask: true },
      { ...nobody, ask },
    );
    expect(checks).toEqual([
      [{ pointer: "/n", message: "must be at least 1" }],
      [{ pointer: "/n", message: "is a weekend" }],
    ]);
    expect([reply.status, JSON.parse(reply.body).error.issues]).toEqual([
      422,
      [{ pointer: "/n", message: "is needed" }],
    ]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("runs without a second question, also where the tool destroys", async () => {
    const approve = vi.fn<() => { kind: "decline" }>(() => ({ kind: "decline" }));
    const ask = () => ({ kind: "send" as const, arguments: { text: "x", n: 1 } });
    const destructive = { ...echo, annotations: { destructiveHint: true } };
    expect((await ran(destructive, { ask: true }, { ...nobody, ask, approve })).reply.status).toBe(200);
    expect(approve).not.toHaveBeenCalled();
  });

  it.each([
    [" too early ", "too early"],
    [undefined, "The person in the app declined this call and gave no reason."],
    ["x".repeat(900), "x".repeat(500)],
  ])("and is declined tells the AI why: %s", async (reason, message) => {
    const ask = () => ({ kind: "decline" as const, reason });
    const { reply, refusal } = await ran(echo, { ask: true }, { ...nobody, ask });
    expect([reply.status, JSON.parse(reply.body), refusal]).toEqual([
      403,
      { error: { code: "declined", message } },
      "declined",
    ]);
  });

  it.each([undefined, true, { kind: "send" }, { kind: "send", arguments: [] }, { kind: "allow" }])(
    "is the app's fault when its own function answers %j",
    async (answer) => {
      const ask = () => answer as { kind: "decline" };
      const { reply } = await ran(echo, { ask: true }, { ...nobody, ask });
      expect([reply.status, reply.body]).toEqual([500, expect.stringContaining("must answer")]);
    },
  );

  it("is refused in words where nobody can be asked", async () => {
    const { reply } = await ran(echo, { ask: true });
    expect([reply.status, reply.body]).toEqual([501, expect.stringContaining("Nobody can be asked")]);
  });
});

describe("a call that needs a yes", () => {
  const wipe = {
    input: card,
    annotations: { destructiveHint: true },
    handler: ({ input }: ToolCall) => input,
  };
  const body = '{"text":"x","n":1}';

  it("runs after it, with the values that were shown", async () => {
    let asked: unknown = null;
    const approve = ({ arguments: args }: Question) => {
      asked = args;
      return { kind: "allow" as const };
    };
    const { reply } = await ran(wipe, { body }, { ...nobody, approve });
    expect([asked, JSON.parse(reply.body)]).toEqual([JSON.parse(body), JSON.parse(body)]);
  });

  it("does not run without it, and the AI reads why", async () => {
    const handler = vi.fn<() => void>();
    const approve = () => ({ kind: "decline" as const, reason: "I need it" });
    const { reply, refusal } = await ran({ ...wipe, handler }, { body }, { ...nobody, approve });
    expect([reply.status, JSON.parse(reply.body).error.message, refusal]).toEqual([
      403,
      "I need it",
      "declined",
    ]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("does not run when the question fails or is answered oddly", async () => {
    const handler = vi.fn<() => void>();
    const odd = () => true as unknown as { kind: "allow" };
    const broken = () => Promise.reject(new Error("no dialog"));
    const replies = [
      await ran({ ...wipe, handler }, { body }, { ...nobody, approve: odd }),
      await ran({ ...wipe, handler }, { body }, { ...nobody, approve: broken }),
    ];
    expect(replies.map(({ reply }) => reply.status)).toEqual([500, 500]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("disturbs nobody when the tool would refuse its input", async () => {
    const approve = vi.fn<() => { kind: "allow" }>(() => ({ kind: "allow" }));
    const strict = { ...wipe, input: numberInText, input_schema: anything };
    expect((await ran(strict, { body: '{"n":"many"}' }, { ...nobody, approve })).reply.status).toBe(422);
    expect(approve).not.toHaveBeenCalled();
  });

  it("runs where nobody can be asked", async () => {
    expect((await ran(wipe, { body })).reply.status).toBe(200);
  });
});
