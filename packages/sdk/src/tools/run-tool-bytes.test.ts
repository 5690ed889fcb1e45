/** Bytes that an agent sends arrive in the handler as bytes. */
import { expect, it } from "vitest";
import type { ToolCall } from "./tool.ts";
import { runTool, type ToolCallFrame } from "./run-tool.ts";
import { readTools } from "./tool-table.ts";

const frame: ToolCallFrame = {
  type: "tool_call",
  id: "call_1",
  method: "POST",
  path: "/look",
  tool: "look",
  body: "AP8B",
  bodyEncoding: "base64",
  contentType: "image/png",
  headers: {},
  caller: { tokenId: "T", label: null, surface: "http", client: null },
  deadlineMs: 1000,
  attempt: 1,
};

it("a handler is given bytes as bytes, with what their sender said of them", async () => {
  const seen: unknown[] = [];
  const handler = ({ input, contentType }: ToolCall) => seen.push(input, contentType);
  const person = { ask: null, approve: null, approvesDestructive: true };
  const [entry] = readTools([{ path: "/look", description: "", handler }], person).byName.values();
  if (entry === undefined) throw new Error("There is no tool.");
  const { signal } = new AbortController();
  const nothing = () => undefined;
  await runTool(entry, frame, { signal, progress: nothing, person, tell: nothing, maxResultBytes: 1000 });
  expect(seen).toEqual([Uint8Array.of(0, 255, 1), "image/png"]);
});
