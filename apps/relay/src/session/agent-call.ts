/** A tool call over HTTP, from the request to its answer: run, repeated from memory, or still running. */
import { no, ok, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import type { AgentRequest } from "../admission.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";
import { callPage, refusedPage, replyAnswer, taskAnswer } from "../surfaces/call-answer.ts";
import { type Asked, readCall, surfaceOf, waitMsOf } from "./call-request.ts";
import { becomeTask, dispatch, pendingOf, timeOut } from "./calls.ts";
import { liveLink, unspentLink } from "./links.ts";
import { report } from "./outbox.ts";
import type { CallResult, Link, RememberedCall, SessionRecord } from "./records.ts";
import type { CallRequest, CheckedTool, PendingCall, Session } from "./session.ts";
import { viewOf } from "./view.ts";

/** A call that is on its way, or that ended before under the same key. */
type Started =
  | { readonly kind: "pending"; readonly pending: PendingCall; readonly isRepeat: boolean }
  | { readonly kind: "remembered"; readonly callId: string; readonly result: CallResult };

/** What became of a call by the time that its request is answered. */
type Progress =
  | {
      readonly kind: "finished";
      readonly result: CallResult;
      readonly isReplay: boolean;
      readonly callId: string | null;
    }
  | { readonly kind: "running"; readonly taskId: string };

export async function serveCall(
  session: Session,
  record: SessionRecord,
  link: Link,
  tool: CheckedTool,
  request: AgentRequest,
): Promise<Answer> {
  const surface = surfaceOf(tool, request);
  const asked: Asked = { record, link, tool, request, surface };
  const read = await readCall(asked);
  if (!read.ok) return refuseCall(session, asked, read.refusal);
  const { call, input } = read.value;
  const started = start(session, record, call);
  if (!started.ok) return refuseCall(session, asked, started.refusal);
  const progress = await settleOrTask(session, started.value, waitMsOf(asked));
  if (!progress.ok) return refusalAnswer(progress.refusal, request);
  const view = viewOf(session, record, link, request.base);
  if (progress.value.kind === "running") return taskAnswer(view, tool, progress.value.taskId, surface);
  return surface === "link"
    ? callPage(view, tool, input, progress.value)
    : replyAnswer(progress.value, request);
}

/** Nothing is awaited in here: what is read of the link and the key still holds when the call is sent. */
function start(session: Session, record: SessionRecord, call: CallRequest): Result<Started> {
  const link = session.links.get(call.link.tokenId) ?? call.link;
  const known = call.key === null ? null : session.store.findCallByKey(link.tokenId, call.key);
  if (known !== null) return repeat(session, known, call.fingerprint);
  const live = liveLink(session, session.record ?? record, link);
  const usable = live.ok ? unspentLink(link) : live;
  if (!usable.ok) return usable;
  const pending = dispatch(session, { ...call, link });
  if (!pending.ok) return pending;
  const { tokenId, label } = link;
  session.socket?.send({ type: "agent_activity", tokenId, label, kind: "called", client: call.client });
  return ok({ kind: "pending", pending: pending.value, isRepeat: false });
}

function repeat(session: Session, known: RememberedCall, fingerprint: string): Result<Started> {
  if (known.call.fingerprint !== fingerprint) {
    return no(
      refuse("idempotency_conflict", "This key was used before for another call.", {
        hint: "Use a fresh key for each different call.",
      }),
    );
  }
  if (known.result !== null) return ok({ kind: "remembered", callId: known.call.id, result: known.result });
  return ok({ kind: "pending", pending: pendingOf(session, known), isRepeat: true });
}

async function settleOrTask(session: Session, started: Started, waitMs: number): Promise<Result<Progress>> {
  if (started.kind === "remembered") {
    return ok({ kind: "finished", result: started.result, isReplay: true, callId: started.callId });
  }
  const { pending, isRepeat } = started;
  const result = await waitFor(session, pending, waitMs);
  const callId = pending.isRemembered ? pending.call.id : null;
  if (result !== null) return ok({ kind: "finished", result, isReplay: isRepeat, callId });
  const task = becomeTask(session, pending);
  return task.ok ? ok({ kind: "running", taskId: pending.call.id }) : task;
}

/** The result within `waitMs`, else `null`. The one timer is cleared either way, so that the object can hibernate. */
export async function waitFor(
  session: Session,
  pending: PendingCall,
  waitMs: number,
): Promise<CallResult | null> {
  const leftMs = pending.call.deadlineAtMs - session.ports.now();
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(
    () => {
      if (leftMs <= waitMs) timeOut(session, pending.call);
      else resolve(null);
    },
    Math.max(0, Math.min(waitMs, leftMs)),
  );
  const result = await Promise.race([pending.settled, tooLate]);
  clearTimeout(timer);
  return result;
}

/** A call that never reached the app. Those that the app's people should know of are counted. */
function refuseCall(session: Session, asked: Asked, refusal: Refusal): Answer {
  const { record, link, tool, request, surface } = asked;
  const { code } = refusal;
  const { tokenId, label } = link;
  if (code === "invalid_input" || code === "app_offline" || code === "too_many_inflight") {
    report(session, {
      kind: "call_finished",
      tokenId,
      requestId: request.requestId,
      tool: tool.name,
      surface,
      client: request.client,
      outcome: code,
      httpStatus: 0,
      startedAtMs: session.ports.now(),
      durationMs: 0,
      appMs: null,
      requestBytes: request.body.length,
      responseBytes: 0,
    });
    session.socket?.send({ type: "agent_activity", tokenId, label, kind: "failed", client: request.client });
  }
  if (surface !== "link") return refusalAnswer(refusal, request);
  return refusedPage(viewOf(session, record, link, request.base), tool, refusal);
}
