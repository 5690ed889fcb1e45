/** A checked call, from its start to its answer or, where that takes long, to a task. The same for every surface. */
import { no, ok, refuse, type Result } from "@agent-socket/protocol";
import type { Progress, ProgressListener } from "../../admission.ts";
import { becomeTask, dispatch, tell } from "../calls/calls.ts";
import { timeOut } from "../calls/endings.ts";
import { lookAfterApp, nextLookMs } from "../calls/half-open.ts";
import { liveLink, unspentLink } from "../links.ts";
import { withinQuota } from "../quota.ts";
import { report } from "../outbox.ts";
import type { Call, CallResult, Link, RememberedCall, SessionRecord } from "../records.ts";
import type { CallRequest, CheckedTool, PendingCall, Session } from "../session.ts";

/** Who waits for a call, and for how long. */
export type Wait = {
  readonly requestId: string;
  readonly ms: number;
  readonly onProgress: ProgressListener | null;
};
/** What became of a call by the time that its request is answered. */
export type CallNow =
  | {
      readonly kind: "finished";
      readonly result: CallResult;
      /** It ran before, under the same key. */
      readonly isReplay: boolean;
      /** Where the store keeps the result. */
      readonly callId: string | null;
    }
  | { readonly kind: "running"; readonly call: Call; readonly progress: Progress | null }
  /** It ran before, and its result is no longer kept. */
  | { readonly kind: "gone"; readonly call: Call; readonly finishedAtMs: number };

/** Nothing is awaited in here: what is read of the link and the key still holds when the call is sent. */
export function startCall(session: Session, record: SessionRecord, call: CallRequest): Result<PendingCall> {
  const link = session.links.get(call.link.tokenId) ?? call.link;
  const live = liveLink(session, session.record ?? record, link);
  const usable = live.ok ? unspentLink(link) : live;
  if (!usable.ok) return usable;
  const within = withinQuota(session);
  return within.ok ? dispatch(session, { ...call, link }) : within;
}

/** The answer within the time, else the call goes on as a task. */
export async function awaitCall(
  session: Session,
  pending: PendingCall,
  wait: Wait,
  isReplay = false,
): Promise<CallNow> {
  const result = await waitFor(session, pending, wait);
  const callId = pending.isRemembered ? pending.call.id : null;
  if (result !== null) return { kind: "finished", result, isReplay, callId };
  becomeTask(session, pending);
  return { kind: "running", call: pending.call, progress: pending.progress };
}

/** The second request with a key: it gets what the first one got, or waits for it. */
export async function repeatCall(
  session: Session,
  known: RememberedCall,
  fingerprint: string,
  wait: Wait,
): Promise<Result<CallNow>> {
  if (known.call.fingerprint !== fingerprint) {
    return no(
      refuse("idempotency_conflict", "This key was used before for another call.", {
        hint: "Use a fresh key, in a link the text after _once=, for each different call.",
      }),
    );
  }
  return ok(await stateOf(session, known, wait, true));
}

/** A call that the store knows, waited for where it still runs. */
export async function stateOf(
  session: Session,
  known: RememberedCall,
  wait: Wait,
  isReplay: boolean,
): Promise<CallNow> {
  const { call } = known;
  if (known.state === "gone") return { kind: "gone", call, finishedAtMs: known.finishedAtMs };
  if (known.state === "finished")
    return { kind: "finished", result: known.result, isReplay, callId: call.id };
  const pending = session.pending.get(call.id);
  if (pending === undefined) throw new Error("The store holds a call as unfinished that nobody waits for.");
  return awaitCall(session, pending, wait, isReplay);
}

/** `null` when the time is up. The one timer is cleared either way, so that the object can hibernate. */
async function waitFor(session: Session, pending: PendingCall, wait: Wait): Promise<CallResult | null> {
  const { now } = session.ports;
  const { deadlineAtMs } = pending.call;
  const untilMs = Math.min(now() + wait.ms, deadlineAtMs);
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const look = (): void => {
    if (now() < untilMs) {
      lookAfterApp(session);
      timer = setTimeout(look, nextStop());
    } else if (deadlineAtMs <= untilMs) timeOut(session, pending.call);
    else resolve(null);
  };
  const nextStop = (): number => Math.max(0, Math.min(untilMs, nextLookMs(session, now())) - now());
  let timer = setTimeout(look, nextStop());
  pending.waiters.set(wait.requestId, wait.onProgress);
  if (pending.progress !== null) tell(wait.onProgress, pending.progress);
  const inTime = await Promise.race([pending.settled, tooLate]);
  // One that has ended is written with those that end together with it: as a task it would never end.
  const hasEnded = session.pending.get(pending.call.id) !== pending;
  const result = inTime ?? (hasEnded ? await pending.settled : null);
  clearTimeout(timer);
  pending.waiters.delete(wait.requestId);
  return result;
}

/** A call that never reached the app. Those that the app's people should know of are counted. */
export function reportRefused(
  session: Session,
  { tokenId, label }: Link,
  call: Pick<CallRequest, "requestId" | "surface" | "client"> & {
    readonly tool: CheckedTool;
    readonly requestBytes: number;
  },
  code: string,
): void {
  if (code !== "invalid_input" && code !== "app_offline" && code !== "too_many_inflight") return;
  const { requestId, surface, client, tool, requestBytes } = call;
  report(session, {
    kind: "call_finished",
    tokenId,
    requestId,
    tool: tool.name,
    surface,
    client,
    outcome: code,
    httpStatus: 0,
    startedAtMs: session.ports.now(),
    durationMs: 0,
    appMs: null,
    requestBytes,
    responseBytes: 0,
  });
  session.socket?.send({ type: "agent_activity", tokenId, label, kind: "failed", client });
}
