import { refuse } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { refusalResult, replyResult, runningResult } from "./mcp-result.ts";

const call = { tool: "look", hasOutputSchema: false, requestId: "req_1", waitTool: "wait_for_result" };
const strict = { ...call, hasOutputSchema: true };
const reply = (contentType: string, body: string | Uint8Array<ArrayBuffer>, status = 200) =>
  ({ kind: "reply", status, contentType, body }) as const;
const bytes = Uint8Array.of(1, 2, 255);
const text = (words: string) => ({ type: "text", text: words });

describe("an app's answer for MCP", () => {
  it.each([
    ["text", reply("text/plain; charset=utf-8", "Hi."), { content: [text("Hi.")] }],
    [
      "a JSON object",
      reply("application/json", '{"a":1}'),
      { content: [text('{"a":1}')], structuredContent: { a: 1 } },
    ],
    [
      "a JSON object of a named kind",
      reply("application/problem+json; charset=utf-8", '{"a":1}'),
      { content: [text('{"a":1}')], structuredContent: { a: 1 } },
    ],
    ["a JSON list", reply("application/json", "[1]"), { content: [text("[1]")] }],
    ["JSON that is none", reply("application/json", "{"), { content: [text("{")] }],
    ["JSON that is typed as text", reply("text/plain", '{"a":1}'), { content: [text('{"a":1}')] }],
    [
      "an image",
      reply("image/PNG", bytes),
      { content: [{ type: "image", data: "AQL/", mimeType: "image/png" }] },
    ],
    ["a drawing as text", reply("image/svg+xml", "<svg/>"), { content: [text("<svg/>")] }],
    [
      "a sound",
      reply("audio/wav", bytes),
      { content: [{ type: "audio", data: "AQL/", mimeType: "audio/wav" }] },
    ],
    [
      "other bytes",
      reply("application/pdf", bytes),
      {
        content: [
          {
            type: "resource",
            resource: { uri: "result://req_1", mimeType: "application/pdf", blob: "AQL/" },
          },
        ],
      },
    ],
    [
      "an image that models are not shown",
      reply("image/tiff", bytes),
      {
        content: [
          { type: "resource", resource: { uri: "result://req_1", mimeType: "image/tiff", blob: "AQL/" } },
        ],
      },
    ],
    [
      "nothing",
      reply("application/json", "", 204),
      { content: [text("Done (status 204); the app sent no content.")] },
    ],
    [
      "a failure",
      reply("application/json", '{"why":"full"}', 409),
      { content: [text('The tool "look" failed with status 409.'), text('{"why":"full"}')], isError: true },
    ],
    [
      "a failure without words",
      reply("application/json", "", 500),
      { content: [text('The tool "look" failed with status 500.')], isError: true },
    ],
  ])("%s", (_, answer, result) => {
    expect(replyResult(call, answer)).toEqual(result);
  });

  it("holds an app to the form that it announced", () => {
    expect(replyResult(strict, reply("application/json", '{"a":1}')).isError).toBeUndefined();
    expect(replyResult(strict, reply("text/plain", "Hi."))).toEqual({
      content: [
        text(
          'The tool "look" did run (status 200). Its result is not the JSON object that the app announced.',
        ),
        text("Hi."),
      ],
      isError: true,
    });
  });

  it("carries a large image whole", () => {
    const large = new Uint8Array(200_000).fill(7);
    const [image] = replyResult(call, reply("image/png", large)).content;
    expect(image?.type === "image" && atob(image.data).length).toBe(200_000);
  });
});

describe("a call that goes on", () => {
  const running = { taskId: "call_1", progress: { progress: 3, total: 10, message: "rows" } };

  it("names its task, in words and as data", () => {
    const result = runningResult(call, running);
    expect(result.content).toEqual([
      text(
        'The call of "look" is still running in the app; it has not failed. So far: 3 of 10 (rows). Its result will come from wait_for_result with task "call_1". Calling "look" again would start it a second time.',
      ),
    ]);
    expect(result.structuredContent).toEqual({ status: "running", task: "call_1" });
    expect(result.isError).toBeUndefined();
  });

  it("is no result of the announced form", () => {
    const result = runningResult(strict, { taskId: "call_1", progress: null });
    expect(result.isError).toBe(true);
    expect(result).not.toHaveProperty("structuredContent");
  });

  it("says of a waiting that it can be repeated", () => {
    const result = runningResult({ ...call, tool: "wait_for_result" }, { taskId: "call_1", progress: null });
    expect(JSON.stringify(result.content)).not.toContain("second time");
  });
});

describe("a refusal for MCP", () => {
  it.each([
    [
      "with what helps",
      refuse("app_offline", "The app is away.", { hint: "Ask the user.", retryAfterSeconds: 5 }),
      "The app is away.\nAsk the user.\n(app_offline)",
    ],
    [
      "with when to try again",
      refuse("too_many_inflight", "Busy.", { retryAfterSeconds: 1 }),
      "Busy.\nIt can be tried again in 1 s.\n(too_many_inflight)",
    ],
    [
      "without what only a client of HTTP can do",
      refuse("rate_limited", "Too fast.", { retryAfterSeconds: 1, hint: "POST a list to /_as/batch." }),
      "Too fast.\nIt can be tried again in 1 s.\n(rate_limited)",
    ],
    [
      "with its faults, once each",
      refuse("invalid_input", 'The arguments do not fit: misses the field "x".', {
        issues: [
          { pointer: "", message: 'misses the field "x"' },
          { pointer: "/y", message: "must be integer" },
        ],
      }),
      'The arguments do not fit: misses the field "x".\n- /y: must be integer\n(invalid_input)',
    ],
  ])("%s", (_, refusal, words) => {
    expect(refusalResult(refusal)).toEqual({ content: [text(words)], isError: true });
  });
});
