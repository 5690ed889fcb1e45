import { describe, expect, it, vi } from "vitest";
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

const nobody = { ask: null, approve: null, approvesDestructive: true };

function calls(handler: ToolDefinition["handler"], isPaused = () => false) {
  const sent: { type: string; id: string; status: number; body: string }[] = [];
  const reported: Activity[] = [];
  const table = readTools(
    [{ path: "/work", description: "", annotations: { title: "Work" }, handler }],
    nobody,
  );
  const made = new Calls({
    person: { ...nobody, ask: () => ({ kind: "decline", reason: "not today" }) },
    isPaused,
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

  it("is refused while the person paused, in words for the AI, and runs afterwards", async () => {
    let [runs, isPaused] = [0, true];
    const {
      calls: running,
      sent,
      outcomes,
    } = calls(
      () => ++runs,
      () => isPaused,
    );
    await running.start(frame("c1"));
    expect([runs, outcomes()]).toEqual([0, ["call_started", "paused"]]);
    expect(sent[0]).toMatchObject({ status: 503, body: expect.stringMatching(/"code":"paused".*try again/) });
    isPaused = false;
    await running.start(frame("c2"));
    expect([runs, sent[1]?.status]).toEqual([1, 200]);
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
    let isRunning = false;
    const {
      calls: running,
      sent,
      outcomes,
    } = calls(async ({ signal }) => {
      signal.addEventListener("abort", () => (reason = signal.reason));
      isRunning = true;
      await late;
      return "late";
    });
    const over = running.start(frame("c1"));
    await vi.waitFor(() => expect(isRunning).toBe(true));
    running.cancel("c1", "link_revoked");
    resolve();
    await over;
    expect(sent).toEqual([]);
    expect(outcomes()).toEqual(["call_started", "cancelled"]);
    expect(reason).toMatchObject({ name: "AbortError", message: "The call was cancelled (link_revoked)." });
  });

  it("that is cancelled before its handler began never begins", async () => {
    const handler = vi.fn<() => void>();
    const { calls: running, outcomes } = calls(handler);
    const over = running.start(frame("c1"));
    running.cancel("c1", "tool_timeout");
    await over;
    expect(outcomes()).toEqual(["call_started", "cancelled"]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("is cancelled with all others when the connection is lost", async () => {
    let begun = 0;
    const { calls: running, outcomes } = calls(({ signal }) => {
      begun++;
      return new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    const over = [running.start(frame("c1")), running.start(frame("c2"))];
    await vi.waitFor(() => expect(begun).toBe(2));
    running.cancelAll("connection_lost");
    await Promise.all(over);
    expect(outcomes().filter((outcome) => outcome === "cancelled")).toHaveLength(2);
  });

  it("of a tool that was taken away is answered", async () => {
    const { calls: running, sent } = calls(() => null);
    await running.start(frame("c1", "gone"));
    expect(sent).toMatchObject([{ status: 404 }]);
  });

  it("says how far it is before it is answered, and nothing after", async () => {
    let later = (): void => undefined;
    const { calls: running, sent } = calls(({ progress }) => {
      progress(1, 2, "half");
      progress(2, 2);
      later = () => progress(3);
      return "done";
    });
    await running.start(frame("c1"));
    later();
    expect(sent).toEqual([
      { type: "tool_progress", id: "c1", progress: 1, total: 2, message: "half" },
      { type: "tool_progress", id: "c1", progress: 2, total: 2 },
      expect.objectContaining({ type: "tool_reply", id: "c1" }),
    ]);
  });

  it("that the person declines is answered with their reason, and reported as what it is", async () => {
    const { calls: running, sent, outcomes } = calls(() => "done");
    await running.start({ ...frame("c1"), ask: true });
    expect(sent).toMatchObject([{ id: "c1", status: 403 }]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ error: { code: "declined", message: "not today" } });
    expect(outcomes()).toEqual(["call_started", "person_asked", "person_answered", "declined"]);
  });

  it("whose result is more than the relay takes fails alone, by the limits it said last", async () => {
    const { calls: running, sent } = calls(() => "x".repeat(200));
    running.setLimits({ maxResultBytes: 100, maxFrameBytes: 1000 });
    await running.start(frame("c1"));
    running.setLimits({ maxResultBytes: 1000, maxFrameBytes: 300 });
    await running.start(frame("c2"));
    await running.start(frame("c3"));
    running.setLimits({ maxResultBytes: 1000, maxFrameBytes: 250 });
    await running.start(frame("c4"));
    expect(sent.map(({ id, status }) => [id, status])).toEqual([
      ["c1", 502],
      ["c2", 200],
      ["c3", 200],
      ["c4", 502],
    ]);
    expect(sent[0]?.body).toContain("is 200 bytes; at most 100 can be sent");
  });

  it("whose frame is more bytes than letters is measured in bytes", async () => {
    const { calls: running, sent } = calls(() => "€".repeat(200));
    running.setLimits({ maxResultBytes: 1000, maxFrameBytes: 500 });
    await running.start(frame("c1"));
    expect(sent).toMatchObject([{ id: "c1", status: 502 }]);
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
