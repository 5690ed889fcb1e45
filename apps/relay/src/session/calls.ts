/**
 * A call's way: accepted, sent to the app once, ended once. The first of reply, deadline, lost socket and revocation
 * ends it; whatever comes later finds nothing to end.
 */
import { limits, no, ok, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { byteLength } from "../surfaces/answer.ts";
import { report } from "./outbox.ts";
import { goAway } from "./presence.ts";
import { appOffline, callFrame, outcomeUnknown, readReply, type ReplyFrame } from "./call-words.ts";
import type { Call, CallResult, Link, RememberedCall } from "./records.ts";
import type { CallRequest, PendingCall, Session } from "./session.ts";

/** Sends the call to the app. A refusal here means that the app never saw it. */
export function dispatch(session: Session, request: CallRequest): Result<PendingCall> {
  const socket = liveSocket(session);
  if (socket === null) return no(appOffline(session));
  if (session.pending.size >= limits.MAX_INFLIGHT_PER_SESSION) {
    return no(
      refuse(
        "too_many_inflight",
        `${limits.MAX_INFLIGHT_PER_SESSION} calls are waiting for the app already.`,
        { retryAfterSeconds: 1 },
      ),
    );
  }
  const call = newCall(session, request);
  // Written before it is sent: after a crash the key must still be known, and its deadline still end it.
  if (call.key !== null) {
    session.store.rememberCall(call, call.deadlineAtMs + limits.RESULT_KEPT_MS);
    session.ports.wakeAt(call.deadlineAtMs);
  }
  countCall(session, request.link, call.startedAtMs);
  const pending = addPending(session, call, call.key !== null);
  socket.send(callFrame(call, request));
  return ok(pending);
}

/** Ends a call: answers whoever waits, keeps the result where it may be asked for, and writes the usage record. */
function finish(session: Session, call: Call, result: CallResult, appMs: number | null): void {
  const pending = session.pending.get(call.id);
  session.pending.delete(call.id);
  const isRemembered = pending?.isRemembered ?? true;
  if (isRemembered) session.store.finishCall(call.id, result, result.finishedAtMs + limits.RESULT_KEPT_MS);
  const { answer } = result;
  report(
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
  );
  pending?.settle(result);
}

/** The app's reply to a call. An answer to a call that ended already is counted by nobody and delivered to nobody. */
export function acceptReply(session: Session, frame: ReplyFrame): void {
  const call = openCall(session, frame.id);
  if (call === null) return;
  const finishedAtMs = session.ports.now();
  const appMs = finishedAtMs - call.startedAtMs;
  const reply = readReply(frame);
  if (!reply.ok) return refuseReply(session, call, reply.refusal, appMs);
  const answer = { kind: "reply", status: frame.status, ...reply.value } as const;
  finish(session, call, { outcome: frame.status < 400 ? "ok" : "tool_error", finishedAtMs, answer }, appMs);
}

/** A reply that could not be read as one: only this call fails. */
export function failReply(session: Session, callId: string, fault: Refusal): void {
  const call = openCall(session, callId);
  if (call === null) return;
  const refusal = refuse(
    "bad_reply",
    `The app's answer was not usable (${fault.message}). The call did run.`,
  );
  refuseReply(session, call, refusal, session.ports.now() - call.startedAtMs);
}

function refuseReply(session: Session, call: Call, refusal: Refusal, appMs: number): void {
  const outcome = refusal.code === "reply_too_large" ? "reply_too_large" : "bad_reply";
  finish(
    session,
    call,
    { outcome, finishedAtMs: session.ports.now(), answer: { kind: "refused", refusal } },
    appMs,
  );
}

/** Ends calls without an answer of the app, and tells the app that nobody waits for them. */
export function stopCalls(
  session: Session,
  isMeant: (call: Call) => boolean,
  outcome: CallOutcome,
  refusal: Refusal,
): void {
  for (const call of openCalls(session).filter(isMeant)) {
    session.socket?.send({ type: "tool_cancel", id: call.id, reason: refusal.code });
    finish(
      session,
      call,
      { outcome, finishedAtMs: session.ports.now(), answer: { kind: "refused", refusal } },
      null,
    );
  }
}

/** The app is gone: what it was sent may have run, so that is what the callers hear. */
export function loseCalls(session: Session): void {
  for (const call of openCalls(session)) {
    finish(
      session,
      call,
      {
        outcome: "outcome_unknown",
        finishedAtMs: session.ports.now(),
        answer: { kind: "refused", refusal: outcomeUnknown(call) },
      },
      null,
    );
  }
}

export function timeOut(session: Session, call: Call): void {
  const refusal = refuse(
    "tool_timeout",
    `The tool "${call.tool}" did not answer in time. It may still run.`,
    { hint: "Read the app's state before you repeat the call." },
  );
  stopCalls(session, (open) => open.id === call.id, "tool_timeout", refusal);
}

/** The call outlives its request: from now on the store answers for it. */
export function becomeTask(session: Session, pending: PendingCall): Result<PendingCall> {
  if (pending.isRemembered) return ok(pending);
  if (
    [...session.pending.values()].filter((other) => other.isRemembered).length >= limits.MAX_PENDING_TASKS
  ) {
    return no(
      refuse("too_many_inflight", `${limits.MAX_PENDING_TASKS} slow calls are waiting for the app already.`),
    );
  }
  session.store.rememberCall(pending.call, pending.call.deadlineAtMs + limits.RESULT_KEPT_MS);
  session.ports.wakeAt(pending.call.deadlineAtMs);
  pending.isRemembered = true;
  return ok(pending);
}

/** A call that the store holds as unfinished, joined with whoever waits for it; after a hibernation nobody does yet. */
export function pendingOf(session: Session, remembered: RememberedCall): PendingCall {
  return session.pending.get(remembered.call.id) ?? addPending(session, remembered.call, true);
}

function addPending(session: Session, call: Call, isRemembered: boolean): PendingCall {
  const { promise, resolve } = Promise.withResolvers<CallResult>();
  const pending: PendingCall = { call, isRemembered, settled: promise, settle: resolve };
  session.pending.set(call.id, pending);
  return pending;
}

/** A call that waits for its answer, be it only in the store, as after a hibernation. */
function openCall(session: Session, callId: string): Call | null {
  const pending = session.pending.get(callId);
  if (pending !== undefined) return pending.call;
  const remembered = session.store.findCall(callId);
  return remembered?.result === null ? remembered.call : null;
}

function openCalls(session: Session): readonly Call[] {
  const inMemory = [...session.pending.values()].map(({ call }) => call);
  const stored = session.store.unfinishedCalls().filter(({ id }) => !session.pending.has(id));
  return [...inMemory, ...stored];
}

function newCall(
  session: Session,
  { tool, link, requestId, surface, client, key, fingerprint, body }: CallRequest,
): Call {
  const startedAtMs = session.ports.now();
  return {
    id: `call_${crypto.randomUUID()}`,
    tokenId: link.tokenId,
    requestId,
    tool: tool.name,
    surface,
    client,
    key,
    fingerprint,
    isIdempotent: tool.annotations.idempotentHint ?? tool.annotations.readOnlyHint ?? tool.method === "GET",
    startedAtMs,
    deadlineAtMs: startedAtMs + tool.timeoutMs,
    requestBytes: byteLength(body),
  };
}

/** Written at once only where the count is a limit; else it goes with the next write of the link. */
function countCall(session: Session, link: Link, atMs: number): void {
  const counted: Link = { ...link, calls: link.calls + 1, lastUsedAtMs: atMs };
  session.links.set(link.tokenId, counted);
  if (link.maxCalls !== null || link.calls % 16 === 0) session.store.writeLink(counted);
}

/** `null` when the app is away. A socket that has been silent for too long is half-open: nobody is behind it. */
function liveSocket(session: Session) {
  const { socket, ports } = session;
  // To one that is closing nothing can be said any more, and its peer may take its time to answer the close.
  if (socket === null || !socket.isOpen()) return null;
  if (ports.now() - socket.lastHeardAtMs() <= limits.APP_SILENT_AFTER_MS) return socket;
  socket.refuse(refuse("silent", "Nothing was heard of the app for too long."));
  loseCalls(session);
  goAway(session);
  return null;
}
