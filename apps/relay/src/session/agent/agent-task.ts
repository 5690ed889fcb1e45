/** A call that outlived its request: its state, readable any number of times until its result expires, or its cancellation. */
import { limits, no, ok, refuse, type Result } from "@agent-socket/protocol";
import type { AgentRequest } from "../../admission.ts";
import { type Answer, jsonAnswer, refusalAnswer } from "../../surfaces/answer.ts";
import { replyAnswer, taskAnswer } from "../../surfaces/call-answer.ts";
import { callPage } from "../../surfaces/call-page.ts";
import { cancelledByAgent } from "../calls/call-words.ts";
import { cancelCall } from "../calls/endings.ts";
import type { Link, RememberedCall, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { alreadyDone } from "./already-done.ts";
import { numberIn, WAIT } from "./query-arguments.ts";
import { stateOf, type Wait } from "./run-call.ts";
import { viewOf } from "./view.ts";

export const TASKS_PREFIX = "/_as/tasks/";
/** Where a page of a long result begins, in characters. */
const FROM = "from";

export async function serveTask(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Promise<Answer> {
  const known = findTask(session, link, request.path.slice(TASKS_PREFIX.length));
  if (!known.ok) return refusalAnswer(known.refusal, request);
  if (request.method === "DELETE") return cancel(session, known.value);
  if (request.method !== "GET") {
    const allow = ["GET", "DELETE"];
    const refusal = refuse("method_not_allowed", "Read a task with GET, or cancel it with DELETE.", {
      allow,
    });
    return refusalAnswer(refusal, request);
  }
  const ms = Math.min(numberIn(request.query, WAIT) * 1000, limits.MAX_WAIT_MS);
  return answerTask(session, record, link, request, known.value, ms);
}

async function answerTask(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
  known: RememberedCall,
  waitMs: number,
): Promise<Answer> {
  const wait: Wait = { requestId: request.requestId, ms: waitMs, onProgress: null };
  const now = await stateOf(session, known, wait, false);
  const { tool, surface, isAsk, id: taskId } = known.call;
  const view = viewOf(session, record, link, request.base);
  if (now.kind === "gone") return refusalAnswer(alreadyDone(now), request);
  if (now.kind === "running")
    return taskAnswer(view, { tool, taskId, surface, progress: now.progress, isAsk, isPrinted: true });
  return surface === "link"
    ? callPage(view, { tool, input: null, isPrinted: true }, now, numberIn(request.query, FROM))
    : replyAnswer(now, request);
}

/** Whatever surface made it: a task belongs to its link. */
export function findTask(session: Session, link: Link, taskId: string): Result<RememberedCall> {
  const known = session.store.calls.find(taskId);
  if (known !== null && known.call.tokenId === link.tokenId) return ok(known);
  return no(
    refuse("no_such_task", "This link has no such task, or its result has expired.", {
      hint: "Read the app's state to see what happened.",
    }),
  );
}

/** Cancelling what has ended already is no fault: the answer says what it is. */
function cancel(session: Session, known: RememberedCall): Answer {
  if (known.state === "open") cancelCall(session, known.call, cancelledByAgent);
  return jsonAnswer(200, { task: known.call.id, state: known.state === "open" ? "cancelled" : "ended" });
}
