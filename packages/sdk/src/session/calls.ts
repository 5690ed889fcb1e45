/** The calls that run in the app: each at most once, each cancellable, each answered at most once. */
import type { AppFrame } from "@agent-socket/protocol";
import { MAX_FRAME_BYTES } from "@agent-socket/protocol/limit";
import { errorReply, tooLarge, type WireReply } from "../tools/reply.ts";
import { runTool, type ToolCallFrame } from "../tools/run-tool.ts";
import type { ToolTable } from "../tools/tool-table.ts";
import type { Activity } from "./activity.ts";

export type CallsHost = {
  tools(): ToolTable;
  /** Whether it could be sent. */
  send(text: string): boolean;
  report(activity: Activity): void;
};

type Running = {
  readonly frame: ToolCallFrame;
  readonly abort: AbortController;
  readonly startedAtMs: number;
};

/** Ids of calls that are over are remembered this far back, so that a repeated frame runs nothing. */
const REMEMBERED_CALLS = 1000;

export class Calls {
  readonly #host: CallsHost;
  readonly #running = new Map<string, Running>();
  readonly #seen = new Set<string>();

  constructor(host: CallsHost) {
    this.#host = host;
  }

  /** Fulfilled when the call is over, answered or not. */
  async start(frame: ToolCallFrame): Promise<void> {
    if (this.#seen.has(frame.id)) return;
    this.#remember(frame.id);
    const running: Running = { frame, abort: new AbortController(), startedAtMs: Date.now() };
    this.#running.set(frame.id, running);
    this.#host.report({ ...this.#described(running), kind: "call_started", body: frame.body });
    const definition = this.#host.tools().byName.get(frame.tool);
    const reply =
      definition === undefined
        ? errorReply(404, "no_such_tool", `The app has no tool "${frame.tool}" any more.`)
        : await runTool(definition, frame, running.abort.signal);
    // Cancelled meanwhile: the relay has answered already, and the result is nobody's.
    if (!this.#running.delete(frame.id)) return;
    const sent = this.#answer(frame, reply);
    this.#finished(running, sent.status < 400 ? "ok" : "failed", sent.status);
  }

  cancel(id: string, reason: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#running.delete(id);
    running.abort.abort(new DOMException(`The call was cancelled (${reason}).`, "AbortError"));
    this.#finished(running, "cancelled", null);
  }

  cancelAll(reason: string): void {
    for (const id of this.#running.keys()) this.cancel(id, reason);
  }

  /** A frame over the limit would cost the whole connection, so it is refused here, for this call alone. */
  #answer(frame: ToolCallFrame, reply: WireReply): WireReply {
    const text = replyFrame(frame.id, reply);
    if (text.length <= MAX_FRAME_BYTES) {
      this.#host.send(text);
      return reply;
    }
    const refusal = tooLarge(frame.tool, text.length);
    this.#host.send(replyFrame(frame.id, refusal));
    return refusal;
  }

  #finished(running: Running, outcome: "ok" | "failed" | "cancelled", status: number | null): void {
    const durationMs = Date.now() - running.startedAtMs;
    this.#host.report({ ...this.#described(running), kind: "call_finished", outcome, status, durationMs });
  }

  #described({ frame }: Running) {
    const { id, tool, caller } = frame;
    const { tokenId, label, client, surface } = caller;
    const title = this.#host.tools().summaries.find(({ name }) => name === tool)?.title ?? tool;
    return { callId: id, tool, title, surface, tokenId, label, client, atMs: Date.now() };
  }

  #remember(id: string): void {
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED_CALLS && oldest !== undefined) this.#seen.delete(oldest);
  }
}

function replyFrame(id: string, reply: WireReply): string {
  const frame: AppFrame = { type: "tool_reply", id, ...reply };
  return JSON.stringify(frame);
}
