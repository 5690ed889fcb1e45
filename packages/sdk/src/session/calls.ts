/** The calls that run in the app: each at most once, each cancellable, each answered at most once. */
import type { AppFrame } from "@agent-socket/protocol";
import { MAX_FRAME_BYTES, MAX_RESULT_BYTES } from "@agent-socket/protocol/limit";
import type { Person } from "../ask/read-person.ts";
import { ProgressSender } from "../tools/progress.ts";
import { errorReply, tooLarge, type WireReply } from "../tools/reply.ts";
import { type Ran, runTool, type ToolCallFrame } from "../tools/run-tool.ts";
import type { ToolTable } from "../tools/tool-table.ts";
import type { Activity } from "./activity.ts";

export type CallsHost = {
  readonly person: Person;
  tools(): ToolTable;
  isPaused(): boolean;
  /** Whether it could be sent. */
  send(text: string): boolean;
  report(activity: Activity): void;
};

/** What the relay takes from this app. */
export type CallLimits = { readonly maxFrameBytes: number; readonly maxResultBytes: number };

type Outcome = Extract<Activity, { kind: "call_finished" }>["outcome"];

type Running = {
  readonly frame: ToolCallFrame;
  readonly abort: AbortController;
  readonly progress: ProgressSender;
  readonly startedAtMs: number;
};

const PAUSED =
  "The person paused AI access in the app, so nothing ran. Tell them, and try again once they have resumed it.";

/** Ids of calls that are over are remembered this far back, so that a repeated frame runs nothing. */
const REMEMBERED_CALLS = 1000;

export class Calls {
  readonly #host: CallsHost;
  readonly #running = new Map<string, Running>();
  readonly #seen = new Set<string>();
  #limits: CallLimits = { maxFrameBytes: MAX_FRAME_BYTES, maxResultBytes: MAX_RESULT_BYTES };

  constructor(host: CallsHost) {
    this.#host = host;
  }

  /** The relay says them at each connection; an older one does not. */
  setLimits(limits: CallLimits): void {
    this.#limits = limits;
  }

  /** Fulfilled when the call is over, answered or not. */
  async start(frame: ToolCallFrame): Promise<void> {
    if (this.#seen.has(frame.id)) return;
    this.#remember(frame.id);
    const progress = new ProgressSender((done) =>
      this.#send({ type: "tool_progress", id: frame.id, ...done }),
    );
    const running: Running = { frame, progress, abort: new AbortController(), startedAtMs: Date.now() };
    this.#running.set(frame.id, running);
    this.#host.report({ ...this.#described(running), kind: "call_started", body: frame.body });
    const { reply, refusal } = await this.#run(running);
    // Cancelled meanwhile: the relay has answered already, and the result is nobody's.
    if (!this.#running.delete(frame.id)) return;
    progress.finish();
    const sent = this.#answer(frame, reply);
    this.#finished(running, refusal ?? (sent.status < 400 ? "ok" : "failed"), sent.status);
  }

  cancel(id: string, reason: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#running.delete(id);
    running.progress.stop();
    running.abort.abort(new DOMException(`The call was cancelled (${reason}).`, "AbortError"));
    this.#finished(running, "cancelled", null);
  }

  cancelAll(reason: string): void {
    for (const id of this.#running.keys()) this.cancel(id, reason);
  }

  async #run(running: Running): Promise<Ran> {
    const { frame, abort, progress } = running;
    if (this.#host.isPaused()) return { reply: errorReply(503, "paused", PAUSED), refusal: "paused" };
    const tool = this.#host.tools().byName.get(frame.tool);
    const { maxResultBytes } = this.#limits;
    if (tool !== undefined)
      return runTool(tool, frame, {
        signal: abort.signal,
        progress: progress.report,
        person: this.#host.person,
        tell: (kind) => {
          // A question may be put away long after its call was over.
          if (this.#running.has(frame.id)) this.#host.report({ ...this.#described(running), kind });
        },
        maxResultBytes,
      });
    const reply = errorReply(404, "no_such_tool", `The app has no tool "${frame.tool}" any more.`);
    return { reply, refusal: null };
  }

  /** A frame over the limit would cost the whole connection, so it is refused here, for this call alone. */
  #answer({ id, tool }: ToolCallFrame, reply: WireReply): WireReply {
    const text = JSON.stringify({ type: "tool_reply", id, ...reply } satisfies AppFrame);
    const { maxFrameBytes } = this.#limits;
    const bytes = bytesOf(text, maxFrameBytes);
    if (bytes <= maxFrameBytes) {
      this.#host.send(text);
      return reply;
    }
    const refusal = tooLarge(tool, bytes, maxFrameBytes);
    this.#send({ type: "tool_reply", id, ...refusal });
    return refusal;
  }

  #send(frame: AppFrame): void {
    this.#host.send(JSON.stringify(frame));
  }

  #finished(running: Running, outcome: Outcome, status: number | null): void {
    const durationMs = Date.now() - running.startedAtMs;
    this.#host.report({ ...this.#described(running), kind: "call_finished", outcome, status, durationMs });
  }

  #described({ frame }: Running) {
    const { id, tool, caller } = frame;
    const { tokenId, label, client, surface } = caller;
    const title = this.#host.tools().byName.get(tool)?.summary.title ?? tool;
    return { callId: id, tool, title, surface, tokenId, label, client, atMs: Date.now() };
  }

  #remember(id: string): void {
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED_CALLS && oldest !== undefined) this.#seen.delete(oldest);
  }
}

/** A character is 3 bytes at the most, so that most frames need not be counted. */
const bytesOf = (text: string, limit: number): number =>
  text.length * 3 <= limit ? text.length : new TextEncoder().encode(text).length;
