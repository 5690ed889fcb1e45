/**
 * A call's way to the app: accepted, sent once, waited for. How it ends is in `endings.ts`: the first of reply,
 * deadline, lost socket, cancellation and revocation ends it; whatever comes later finds nothing to end.
 */
import { limits, newCallId, no, ok, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import type { Progress, ProgressListener } from "../../admission.ts";
import { byteLength } from "../../surfaces/answer.ts";
import type { Call, CallResult, Link } from "../records.ts";
import type { CallRequest, PendingCall, Session } from "../session.ts";
import { appOffline, callFrame } from "./call-words.ts";
import { liveSocket } from "./half-open.ts";

/** Sends the call to the app. A refusal here means that the app never saw it. */
export function dispatch(session: Session, request: CallRequest): Result<PendingCall> {
  const socket = liveSocket(session);
  if (socket === null) return no(appOffline(session));
  const full = tooMany(session);
  if (full !== null) return no(full);
  const call = newCall(session, request);
  const pending = addPending(session, call);
  // Written before it is sent: after a crash the key must still be known, and its deadline still end it.
  if (call.key !== null) remember(session, pending);
  countCall(session, request.link, call);
  socket.send(callFrame(call, request));
  return ok(pending);
}

/** From now on the store knows the call as well, and gives its answer to whoever comes back for it. */
export function remember(session: Session, pending: PendingCall): void {
  if (pending.isRemembered) return;
  session.store.calls.remember(pending.call);
  session.ports.wakeAt(pending.call.deadlineAtMs);
  pending.isRemembered = true;
}

/** The call outlives its request: the store answers for it. */
export function becomeTask(session: Session, pending: PendingCall): void {
  remember(session, pending);
  pending.isTask = true;
}

/** After a hibernation or a crash: the calls that the store holds as unfinished. */
export function restorePending(session: Session): void {
  for (const call of session.store.calls.unfinished()) {
    const pending = addPending(session, call);
    pending.isRemembered = true;
    pending.isTask = true;
  }
}

function addPending(session: Session, call: Call): PendingCall {
  const { promise, resolve } = Promise.withResolvers<CallResult>();
  const pending: PendingCall = {
    call,
    isRemembered: false,
    isTask: false,
    progress: null,
    waiters: new Map(),
    settled: promise,
    settle: resolve,
  };
  session.pending.set(call.id, pending);
  return pending;
}

/** A word of the app on how far it is, for whoever waits. */
export function noteProgress(session: Session, callId: string, progress: Progress): void {
  const pending = session.pending.get(callId);
  if (pending === undefined) return;
  pending.progress = progress;
  for (const listener of pending.waiters.values()) tell(listener, progress);
}

/** The listener may be at the other end of a connection that is gone: then nobody is left to be told. */
export function tell(listener: ProgressListener | null, progress: Progress): void {
  if (listener !== null) void Promise.resolve(listener(progress)).catch(() => null);
}

function tooMany(session: Session): Refusal | null {
  let tasks = 0;
  for (const { isTask } of session.pending.values()) if (isTask) tasks += 1;
  if (session.pending.size - tasks >= limits.MAX_INFLIGHT_PER_SESSION) {
    return refuse(
      "too_many_inflight",
      `${limits.MAX_INFLIGHT_PER_SESSION} calls are waiting for the app already. Nothing was run.`,
      { retryAfterSeconds: 1 },
    );
  }
  if (tasks < limits.MAX_PENDING_TASKS) return null;
  return refuse(
    "too_many_inflight",
    `${limits.MAX_PENDING_TASKS} slow calls are still running in the app. Nothing was run.`,
    { retryAfterSeconds: 5, hint: "Wait for one of them to end, or cancel it." },
  );
}

function newCall(session: Session, request: CallRequest): Call {
  const { tool, link, requestId, surface, client, key, fingerprint, body, isAsk, acceptedAtMs } = request;
  const timeoutMs = isAsk ? Math.max(tool.timeoutMs, limits.ASK_TIMEOUT_MS) : tool.timeoutMs;
  return {
    id: newCallId(acceptedAtMs),
    tokenId: link.tokenId,
    requestId,
    tool: tool.name,
    surface,
    client,
    key,
    fingerprint,
    isIdempotent: tool.annotations.idempotentHint ?? tool.annotations.readOnlyHint ?? tool.method === "GET",
    isAsk,
    startedAtMs: acceptedAtMs,
    sentAtMs: session.ports.now(),
    deadlineAtMs: session.ports.now() + timeoutMs,
    requestBytes: byteLength(body),
  };
}

/** Written at once only where the count is a limit; else it goes with the next write of the link. */
function countCall(session: Session, link: Link, { startedAtMs, client }: Call): void {
  const counted: Link = { ...link, calls: link.calls + 1, lastUsedAtMs: startedAtMs, lastClient: client };
  session.links.set(link.tokenId, counted);
  if (link.maxCalls !== null || link.calls % 16 === 0) session.store.writeLink(counted);
}
