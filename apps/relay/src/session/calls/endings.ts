/** How a call ends: by the app's reply, its deadline, a lost socket, a cancellation or a revocation; once, whichever is first. */
import { refuse, type Refusal } from "@agent-socket/protocol";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { byteLength } from "../../surfaces/answer.ts";
import { reportEnding } from "../outbox.ts";
import type { Call, CallResult } from "../records.ts";
import type { PendingCall, Session } from "../session.ts";
import { outcomeUnknown, readReply, type ReplyFrame } from "./call-words.ts";

/** Answers whoever waits, keeps the result where it may be asked for, and writes the usage record. */
function finish(session: Session, pending: PendingCall, result: CallResult, appMs: number | null): void {
  const { call } = pending;
  session.pending.delete(call.id);
  if (pending.isRemembered) session.store.calls.finish(call.id, result);
  const { answer } = result;
  reportEnding(
    session,
    {
      kind: "call_finished",
      tokenId: call.tokenId,
      requestId: call.requestId,
      tool: call.tool,
      surface: call.surface,
      client: call.client,
      outcome: result.outcome,
      httpStatus: answer.kind === "reply" ? answer.status : 0,
      startedAtMs: call.startedAtMs,
      durationMs: Math.max(0, result.finishedAtMs - call.startedAtMs),
      appMs,
      requestBytes: call.requestBytes,
      responseBytes: answer.kind === "reply" ? byteLength(answer.body) : 0,
    },
    call.id,
    () => pending.settle(result),
  );
}

/** The app's reply to a call. An answer to a call that ended already is counted by nobody and delivered to nobody. */
export function acceptReply(session: Session, frame: ReplyFrame): void {
  const pending = session.pending.get(frame.id);
  if (pending === undefined) return;
  const finishedAtMs = session.ports.now();
  const reply = readReply(frame);
  if (!reply.ok) return refuseReply(session, pending, reply.refusal);
  const answer = { kind: "reply", status: frame.status, ...reply.value } as const;
  const outcome = frame.status < 400 ? "ok" : "tool_error";
  finish(session, pending, { outcome, finishedAtMs, answer }, finishedAtMs - pending.call.sentAtMs);
}

/** A reply that could not be read as one: only this call fails. */
export function failReply(session: Session, callId: string, fault: Refusal): void {
  const pending = session.pending.get(callId);
  if (pending === undefined) return;
  const code = fault.code === "too_large" ? "reply_too_large" : "bad_reply";
  const message = `The app's answer was not usable (${fault.message}). The call did run.`;
  refuseReply(session, pending, refuse(code, message));
}

function refuseReply(session: Session, pending: PendingCall, refusal: Refusal): void {
  const outcome = refusal.code === "reply_too_large" ? "reply_too_large" : "bad_reply";
  const finishedAtMs = session.ports.now();
  const result: CallResult = { outcome, finishedAtMs, answer: { kind: "refused", refusal } };
  finish(session, pending, result, finishedAtMs - pending.call.sentAtMs);
}

/** Ends calls without an answer of the app, and tells the app that nobody waits for them. */
export function stopCalls(
  session: Session,
  isMeant: (pending: PendingCall) => boolean,
  outcome: CallOutcome,
  refusal: Refusal,
): void {
  for (const pending of [...session.pending.values()].filter(isMeant)) {
    session.socket?.send({ type: "tool_cancel", id: pending.call.id, reason: refusal.code });
    endWith(session, pending, outcome, refusal);
  }
}

/** The app is gone: what it was sent may have run, so that is what the callers hear. */
export function loseCalls(session: Session): void {
  for (const pending of session.pending.values())
    endWith(session, pending, "outcome_unknown", outcomeUnknown(pending.call));
}

export function timeOut(session: Session, call: Call): void {
  const refusal = call.isAsk
    ? refuse("tool_timeout", `Nobody in the app answered the request for "${call.tool}" in time.`, {
        hint: "Ask the user to look at the app, then ask there again.",
      })
    : refuse("tool_timeout", `The tool "${call.tool}" did not answer in time. It may still run.`, {
        hint: "Read the app's state before you repeat the call.",
      });
  stopCalls(session, (pending) => pending.call.id === call.id, "tool_timeout", refusal);
}

/** The agent asked for it, or hung up on a call that nobody else can come back for. */
export function cancelCall(session: Session, call: Call, reason: Refusal): void {
  stopCalls(session, (pending) => pending.call.id === call.id, "cancelled", reason);
}

function endWith(session: Session, pending: PendingCall, outcome: CallOutcome, refusal: Refusal): void {
  const finishedAtMs = session.ports.now();
  finish(session, pending, { outcome, finishedAtMs, answer: { kind: "refused", refusal } }, null);
}
