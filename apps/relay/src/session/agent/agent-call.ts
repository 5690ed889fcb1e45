/** A tool call over HTTP or by link: run, repeated from memory, or refused, and how its caller is answered. */
import { errorTable, type Refusal } from "@agent-socket/protocol";
import { type Answer, refusalAnswer } from "../../surfaces/answer.ts";
import type { LinkCall } from "../../surfaces/call.ts";
import { replyAnswer, taskAnswer } from "../../surfaces/call-answer.ts";
import { callPage, deadLinkPage, refusedPage } from "../../surfaces/call-page.ts";
import { remember } from "../calls/calls.ts";
import type { Link, RememberedCall, SessionRecord } from "../records.ts";
import type { CheckedTool, PendingCall, Session } from "../session.ts";
import { alreadyDone } from "./already-done.ts";
import { type Asking, isPrinted, readCall, waitMsOf } from "./call-request.ts";
import { argumentsFromQuery } from "./query-arguments.ts";
import { awaitCall, type CallNow, repeatCall, reportRefused, startCall, type Wait } from "./run-call.ts";
import { linkCallPolicy } from "./scope.ts";
import { viewOf } from "./view.ts";

/** Whose call it is, and how its answer is to look. */
type Context = {
  readonly session: Session;
  readonly record: SessionRecord;
  readonly link: Link;
  readonly asking: Asking;
  readonly call: LinkCall;
};

export async function serveCall(
  session: Session,
  record: SessionRecord,
  link: Link,
  tool: CheckedTool,
  asking: Asking,
): Promise<Answer> {
  const policy = linkCallPolicy(record, link);
  const read = readCall(asking, { link, tool, policy });
  const context = { session, record, link, asking, call: linkCall(asking, tool) };
  if (!read.ok) return refuseCall(context, tool, read.refusal);
  const started = startCall(session, record, read.value.call);
  if (!started.ok) return refuseCall(context, tool, started.refusal);
  const now = await awaitCall(session, started.value, waitOf(asking, tool));
  return answer(context, kept(session, started.value, now, asking));
}

/** The second request with a key. Its tool may be gone by now: what ran with the key is answered all the same. */
export async function serveRepeat(
  session: Session,
  record: SessionRecord,
  link: Link,
  known: RememberedCall,
  asking: Asking,
  tool: CheckedTool | null,
): Promise<Answer> {
  const context = { session, record, link, asking, call: linkCall(asking, tool, known.call.tool) };
  const now = await repeatCall(session, known, asking.fingerprint, waitOf(asking, tool));
  return now.ok ? answer(context, now.value) : refused(context, now.refusal);
}

function answer(context: Context, now: CallNow): Answer {
  const { request, surface } = context.asking;
  if (now.kind === "gone") return refused(context, alreadyDone(now));
  if (now.kind === "finished" && surface !== "link") return replyAnswer(now, request);
  const { session, record, link, call } = context;
  const view = viewOf(session, record, link, request.base);
  if (now.kind === "finished") return callPage(view, call, now);
  const { id, tool, isAsk } = now.call;
  const task = { tool, taskId: id, surface, progress: now.progress, isAsk, isPrinted: call.isPrinted };
  return taskAnswer(view, task);
}

/** The call never reached the app. */
function refuseCall(context: Context, tool: CheckedTool, refusal: Refusal): Answer {
  const { session, link, asking } = context;
  const { requestId, client, body } = asking.request;
  const refusedCall = { requestId, client, surface: asking.surface, tool, requestBytes: body.length };
  reportRefused(session, link, refusedCall, refusal.code);
  return refused(context, refusal, tool);
}

function refused(
  { session, record, link, asking, call }: Context,
  refusal: Refusal,
  tool?: CheckedTool,
): Answer {
  const { request, surface } = asking;
  if (surface !== "link") return refusalAnswer(refusal, request);
  // The link itself is no good any more: no tool of the app is shown.
  if (errorTable[refusal.code].http === 410) return deadLinkPage(refusal, call.isPrinted);
  const view = viewOf(session, record, link, request.base);
  return refusedPage(view, call, refusal, tool === undefined ? undefined : (input) => tool.check(input).ok);
}

function linkCall(asking: Asking, tool: CheckedTool | null, name = asking.path.slice(1)): LinkCall {
  const { request, surface } = asking;
  const input =
    surface === "link" && tool !== null ? argumentsFromQuery(request.query, tool.inputSchema) : null;
  return { tool: tool?.name ?? name, input, isPrinted: isPrinted(request), isAsk: asking.isAsk };
}

const waitOf = (asking: Asking, tool: CheckedTool | null): Wait => ({
  requestId: asking.request.requestId,
  ms: waitMsOf(asking, tool),
  onProgress: null,
});

/** A result that may not fit a page is kept, so that its reader can read on. */
function kept(session: Session, pending: PendingCall, now: CallNow, { surface }: Asking): CallNow {
  if (now.kind !== "finished" || now.callId !== null || surface !== "link") return now;
  const { answer: given } = now.result;
  if (given.kind !== "reply" || typeof given.body !== "string" || given.body.length < LONG_RESULT_CHARS)
    return now;
  remember(session, pending);
  session.store.calls.finish(pending.call.id, now.result);
  return { ...now, callId: pending.call.id };
}

/** Shorter ones fit a page in any script. */
const LONG_RESULT_CHARS = 1_000;
