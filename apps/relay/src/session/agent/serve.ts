/** One request of an agent, from recognising its link to the answer. */
import { no, ok, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import type { AgentRequest } from "../../admission.ts";
import { logInfo } from "../../log.ts";
import { type Answer, refusalAnswer, textAnswer } from "../../surfaces/answer.ts";
import { deadLinkPage, refusedPage } from "../../surfaces/call-page.ts";
import { ASK_PREFIX } from "../../surfaces/call-link.ts";
import { revokedPage } from "../../surfaces/notice-page.ts";
import { uselessLinkAnswer } from "../../surfaces/useless-link.ts";
import { findLink, liveLink, revokeLink, unspentLink } from "../links.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { serveCall, serveRepeat } from "./agent-call.ts";
import { serveTask, TASKS_PREFIX } from "./agent-task.ts";
import { serveEvents } from "./app-events.ts";
import { serveBatch } from "./batch.ts";
import { isPrinted, readAsking } from "./call-request.ts";
import { isDocument, isOnlyDocument, serveDocument } from "./documents.ts";
import { rateHeaders, spendCall } from "./rate.ts";
import { inScope, noTool, toolAt } from "./scope.ts";
import { viewOf } from "./view.ts";

/** `null`: nobody knows the link. The edge has one answer for those, so that all of them are alike. */
export async function serve(session: Session, request: AgentRequest): Promise<Answer | null> {
  const acceptedAtMs = session.ports.now();
  const link = await findLink(session, request.token);
  const { record } = session;
  if (link === null || record === null) return null;
  const refuseRequest = (refusal: Refusal): Answer => {
    logInfo("refused", { requestId: request.requestId, tokenId: link.tokenId, code: refusal.code });
    return isPrinted(request)
      ? refusedPage(viewOf(session, record, link, request.base), unknownCall(request), refusal)
      : refusalAnswer(refusal, request);
  };
  const live = liveLink(session, record, link);
  if (!live.ok) {
    logInfo("refused", { requestId: request.requestId, tokenId: link.tokenId, code: live.refusal.code });
    return deadLink(request, live.refusal);
  }
  if (isDocument(request)) {
    const usable = unspentLink(link);
    return usable.ok ? serveDocument(session, record, link, request) : deadLink(request, usable.refusal);
  }
  const acting = mayAct(request);
  if (!acting.ok) return refuseRequest(acting.refusal);
  if (request.path.startsWith("/_as/") && !request.path.startsWith(`${ASK_PREFIX}/`))
    return serveReserved(session, record, link, request);
  const spent = spendCall(session, link.tokenId);
  // Read before the call, so that a caller that makes several at once learns what each of them left.
  const rate = rateHeaders(session, link.tokenId);
  const call = spent.ok ? await serveToolRequest(session, record, link, request, acceptedAtMs) : spent;
  const answer = call.ok ? call.value : refuseRequest(call.refusal);
  return { ...answer, headers: { ...answer.headers, ...rate } };
}

/** What acts must be an agent's own request: no page of another site, no preview, no document. */
function mayAct(request: AgentRequest): Result<null> {
  if (request.method === "OPTIONS") return no(refuse("cross_site", "Web pages may not use this link."));
  if (isOnlyDocument(request.path)) {
    const hint = "Call a tool at its own path; the list is in tools.json.";
    return no(refuse("method_not_allowed", "This address is for reading.", { allow: ["GET"], hint }));
  }
  if (request.isCrossSite)
    return no(refuse("cross_site", "A web page of another site may not act through this link."));
  if (!request.isPassive) return ok(null);
  const allow = ["GET", "POST"];
  return no(refuse("method_not_allowed", "A preview or HEAD request calls nothing.", { allow }));
}

async function serveToolRequest(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
  acceptedAtMs: number,
): Promise<Result<Answer>> {
  const isAsk = request.path.startsWith(`${ASK_PREFIX}/`);
  const path = isAsk ? request.path.slice(ASK_PREFIX.length) : request.path;
  const tool = toolAt(session, request.method, path, isAsk);
  const asking = await readAsking(request, { path, isAsk }, tool, acceptedAtMs);
  if (!asking.ok) return asking;
  // From here to the sending of the call nothing is awaited.
  const { key } = asking.value;
  const known = key === null ? null : session.store.calls.findByKey(link.tokenId, key);
  if (known !== null) return ok(await serveRepeat(session, record, link, known, asking.value, tool ?? null));
  const allowed = tool === undefined ? noTool(session, request.method, path) : inScope(link, tool);
  if (!allowed.ok) return allowed;
  if (isAsk && !record.canAsk) return no(nobodyToAsk);
  return ok(await serveCall(session, record, link, allowed.value, asking.value));
}

const nobodyToAsk = refuse("nobody_to_ask", "This app has no person whom it could show a form.", {
  hint: "Ask the user in the chat, and call the tool itself.",
});

async function serveReserved(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Promise<Answer> {
  if (request.path === "/_as/revoke") return revoke(session, record, link, request);
  if (request.path === "/_as/batch") return serveBatch(session, record, link, request);
  if (request.path === "/_as/events") return serveEvents(session, record, link, request);
  if (request.path.startsWith(TASKS_PREFIX)) return serveTask(session, record, link, request);
  const hint = `Start at ${request.base}`;
  return refusalAnswer(refuse("not_found", `There is nothing at ${request.path}.`, { hint }), request);
}

function revoke(session: Session, record: SessionRecord, link: Link, request: AgentRequest): Answer {
  if (request.method !== "POST")
    return refusalAnswer(refuse("method_not_allowed", "Revoke with POST.", { allow: ["POST"] }), request);
  const view = viewOf(session, record, link, request.base);
  revokeLink(session, link.tokenId, "holder");
  return request.accept.includes("text/html")
    ? revokedPage(view)
    : textAnswer(200, "This link is revoked. It cannot be used any more.\n", "text/plain");
}

/** No tool, text or state of the app is shown to the holder of a link that is no good any more. */
const deadLink = (request: AgentRequest, refusal: Refusal): Answer =>
  isPrinted(request) ? deadLinkPage(refusal, true) : uselessLinkAnswer(refusal, request);

const unknownCall = ({ path }: AgentRequest) => ({ tool: path.slice(1), input: null, isPrinted: true });
