/** A call that outlived its request: its state, readable any number of times until its result expires. */
import { limits, refuse } from "@agent-socket/protocol";
import type { AgentRequest } from "../admission.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";
import { callPage, replyAnswer, taskAnswer } from "../surfaces/call-answer.ts";
import { waitFor } from "./agent-call.ts";
import { pendingOf } from "./calls.ts";
import { WAIT } from "./query-arguments.ts";
import type { Link, SessionRecord } from "./records.ts";
import type { Session } from "./session.ts";
import { viewOf } from "./view.ts";

/** Where a page of a long result begins, in characters. */
const FROM = "from";

export async function serveTask(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Promise<Answer> {
  const taskId = request.path.slice("/_as/tasks/".length);
  const known = session.store.findCall(taskId);
  if (known === null || known.call.tokenId !== link.tokenId) {
    return refusalAnswer(
      refuse("no_such_task", "This link has no such task, or its result has expired.", {
        hint: "Read the app's state to see what happened.",
      }),
      request,
    );
  }
  const waitMs = Math.min(numberIn(request, WAIT) * 1000, limits.MAX_WAIT_MS);
  const result = known.result ?? (await waitFor(session, pendingOf(session, known), waitMs));
  const view = viewOf(session, record, link, request.base);
  const tool = { name: known.call.tool };
  if (result === null) return taskAnswer(view, tool, taskId, known.call.surface);
  const finished = { result, isReplay: false, callId: taskId };
  if (known.call.surface === "link") return callPage(view, tool, null, finished, numberIn(request, FROM));
  return replyAnswer(finished, request);
}

function numberIn(request: AgentRequest, name: string): number {
  const text = request.query.find(([other]) => other === name)?.[1] ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
