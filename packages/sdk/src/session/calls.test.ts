import { describe, expect, it } from "vitest";
import { readTools } from "../tools/tool-table.ts";
import type { ToolCallFrame } from "../tools/run-tool.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import type { Activity } from "./activity.ts";
import { Calls } from "./calls.ts";

const frame = (id: string, tool = "work"): ToolCallFrame => ({
  type: "tool_call",
  id,
  method: "POST",
  path: `/${tool}`,
  tool,
  body: "{}",
  contentType: "application/json",
  headers: {},
  caller: { tokenId: "T", label: null, surface: "http", client: "curl" },
  deadlineMs: 1000,
  attempt: 1,
});

function calls(handler: ToolDefinition["handler"]) {
  const sent: { id: string; status: number; body: string }[] = [];
  const reported: Activity[] = [];
  const table = readTools([{ path: "/work", description: "", annotations: { title: "Work" }, handler }]);
  const made = new Calls({
    tools: () => table,
    send: (text) => sent.push(JSON.parse(text)) > 0,
    report: (activity) => reported.push(activity),
  });
  return {
    calls: made,
    sent,
    outcomes: () => reported.map((one) => (one.kind === "call_finished" ? one.outcome : one.kind)),
    reported,
  };
}

describe("a call", () => {
  it("runs, is answered under its id, and is reported from start to end", async () => {
    const { calls: running, sent, reported } = calls(() => ({ done: true }));
    await running.start(frame("c1"));
    expect(sent).toMatchObject([{ id: "c1", status: 200, body: '{"done":true}' }]);
    expect(reported).toMatchObject([
      { kind: "call_started", callId: "c1", title: "Work", client: "curl", body: "{}" },
      { kind: "call_finished", callId: "c1", outcome: "ok", status: 200 },
    ]);
  });

  it("that comes twice runs once, while it runs and after", async () => {
    let runs = 0;
    const { calls: running, sent } = calls(() => ++runs);
    await Promise.all([running.start(frame("c1")), running.start(frame("c1"))]);
    await running.start(frame("c1"));
    expect([runs, sent.length]).toEqual([1, 1]);
  });

  it("that is cancelled sees its signal, and its late result goes nowhere", async () => {
    const { promise: late, resolve } = withResolvers();
    let reason: unknown = null;
    const {
      calls: running,
      sent,
      outcomes,
    } = calls(async ({ signal }) => {
      signal.addEventListener("abort", () => (reason = signal.reason));
      await late;
      return "late";
    });
    const over = running.start(frame("c1"));
    running.cancel("c1", "link_revoked");
    resolve();
    await over;
    expect(sent).toEqual([]);
    expect(outcomes()).toEqual(["call_started", "cancelled"]);
    expect(reason).toMatchObject({ name: "AbortError", message: "The call was cancelled (link_revoked)." });
  });

  it("is cancelled with all others when the connection is lost", async () => {
    const { calls: running, outcomes } = calls(
      ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", resolve)),
    );
    const over = [running.start(frame("c1")), running.start(frame("c2"))];
    running.cancelAll("connection_lost");
    await Promise.all(over);
    expect(outcomes().filter((outcome) => outcome === "cancelled")).toHaveLength(2);
  });

  it("of a tool that was taken away is answered", async () => {
    const { calls: running, sent } = calls(() => null);
    await running.start(frame("c1", "gone"));
    expect(sent).toMatchObject([{ status: 404 }]);
  });

  it("whose frame would be over the limit fails alone", async () => {
    const { calls: running, sent } = calls(() => "\u0001".repeat(1024 * 1024));
    await running.start(frame("c1"));
    expect(sent).toMatchObject([{ id: "c1", status: 502 }]);
    expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({ error: { code: "reply_too_large" } });
  });
});

function withResolvers() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve: () => resolve() };
}
