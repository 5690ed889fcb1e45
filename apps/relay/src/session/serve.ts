/** One request of an agent, from recognising its link to the answer. */
import { limits, no, ok, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import type { AgentRequest } from "../admission.ts";
import { PICK_PREFIX } from "../surfaces/call-link.ts";
import { briefing } from "../surfaces/briefing.ts";
import { humanPage } from "../surfaces/human-page.ts";
import { pickPage } from "../surfaces/pick-page.ts";
import { type Answer, refusalAnswer, textAnswer } from "../surfaces/answer.ts";
import { toolsJson } from "../surfaces/tools-json.ts";
import { serveCall } from "./agent-call.ts";
import { serveTask } from "./agent-task.ts";
import { findLink, liveLink, revokeLink, saveLink, unspentLink } from "./links.ts";
import { nearest } from "./nearest.ts";
import type { Link, SessionRecord } from "./records.ts";
import type { CheckedTool, Session } from "./session.ts";
import { report } from "./outbox.ts";
import { inScope, toolByGet } from "./scope.ts";
import { viewOf } from "./view.ts";

const DOCUMENTS = new Set(["", "/agents.md", "/tools.json"]);

/** `unknown` is the edge's own answer for links that nobody knows, so that all of them are alike. */
export async function serve(session: Session, request: AgentRequest, unknown: Refusal): Promise<Answer> {
  const link = await findLink(session, request.token);
  const { record } = session;
  if (link === null || record === null) return refusalAnswer(unknown, request);
  const live = liveLink(session, record, link);
  if (!live.ok) return refusalAnswer(live.refusal, request);
  if (request.method === "OPTIONS")
    return refusalAnswer(refuse("cross_site", "Web pages may not use this link."), request);
  const isDocument =
    request.method === "GET" && (DOCUMENTS.has(request.path) || request.path.startsWith(`${PICK_PREFIX}/`));
  if (isDocument) {
    const usable = unspentLink(link);
    return usable.ok ? serveDocument(session, record, link, request) : refusalAnswer(usable.refusal, request);
  }
  if (DOCUMENTS.has(request.path)) {
    const hint = "Call a tool at its own path; the list is in tools.json.";
    return refusalAnswer(
      refuse("method_not_allowed", "This address is for reading.", { allow: ["GET"], hint }),
      request,
    );
  }
  if (request.isCrossSite)
    return refusalAnswer(
      refuse("cross_site", "A web page of another site may not act through this link."),
      request,
    );
  if (request.isPassive)
    return refusalAnswer(
      refuse("method_not_allowed", "A preview or HEAD request calls nothing.", { allow: ["GET", "POST"] }),
      request,
    );
  if (request.path.startsWith("/_as/")) return serveReserved(session, record, link, request);
  const allowed = spend(session, link);
  if (!allowed.ok) return refusalAnswer(allowed.refusal, request);
  const tool = findTool(session, link, request);
  return tool.ok
    ? serveCall(session, record, link, tool.value, request)
    : refusalAnswer(tool.refusal, request);
}

function serveDocument(session: Session, record: SessionRecord, link: Link, request: AgentRequest): Answer {
  const view = viewOf(session, record, link, request.base);
  noteOpened(session, link, request);
  if (request.path === "/tools.json") return toolsJson(view);
  if (request.path.startsWith(`${PICK_PREFIX}/`))
    return pickPage(view, request.path.slice(PICK_PREFIX.length), request.query, request.requestId);
  if (request.path === "" && request.isBrowserTab && request.accept.includes("text/html"))
    return humanPage(view);
  const isMarkdown = request.path === "/agents.md" || request.accept.includes("text/markdown");
  return textAnswer(200, briefing(view), isMarkdown ? "text/markdown" : "text/plain");
}

async function serveReserved(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Promise<Answer> {
  if (request.path === "/_as/revoke") {
    if (request.method !== "POST")
      return refusalAnswer(refuse("method_not_allowed", "Revoke with POST.", { allow: ["POST"] }), request);
    revokeLink(session, link.tokenId, "holder");
    return textAnswer(200, "This link is revoked. It cannot be used any more.\n", "text/plain");
  }
  if (request.path.startsWith("/_as/tasks/")) return serveTask(session, record, link, request);
  return refusalAnswer(
    refuse("not_found", `There is nothing at ${request.path}.`, { hint: `Start at ${request.base}` }),
    request,
  );
}

/** The first reading that is not a preview's is worth telling: someone holds the link. */
function noteOpened(session: Session, link: Link, request: AgentRequest): void {
  if (request.isPassive || request.isBrowserTab || request.path !== "" || link.openedAtMs !== null) return;
  const now = session.ports.now();
  saveLink(session, { ...link, openedAtMs: now });
  session.socket?.send({
    type: "agent_activity",
    tokenId: link.tokenId,
    label: link.label,
    kind: "opened",
    client: request.client,
  });
  report(
    session,
    { kind: "link_opened", tokenId: link.tokenId, client: request.client },
    `opened_${link.tokenId}`,
  );
}

/** One token of the link's bucket: so many calls a second, and a burst. */
function spend(session: Session, link: Link): Result<null> {
  const now = session.ports.now();
  const bucket = session.buckets.get(link.tokenId) ?? { tokens: limits.CALL_BURST_PER_LINK, atMs: now };
  const tokens = Math.min(
    limits.CALL_BURST_PER_LINK,
    bucket.tokens + ((now - bucket.atMs) / 1000) * limits.CALLS_PER_SECOND_PER_LINK,
  );
  session.buckets.set(link.tokenId, { tokens: tokens < 1 ? tokens : tokens - 1, atMs: now });
  if (tokens >= 1) return ok(null);
  return no(
    refuse("rate_limited", `A link may make ${limits.CALLS_PER_SECOND_PER_LINK} calls a second.`, {
      retryAfterSeconds: 1,
      hint: "Wait a second; where the app has a tool for many at once, use that.",
    }),
  );
}

function findTool(session: Session, link: Link, request: AgentRequest): Result<CheckedTool> {
  const atPath = session.tools.filter(({ path }) => path === request.path);
  const tool =
    request.method === "GET"
      ? toolByGet(atPath, request.path)
      : atPath.find(({ method }) => method === request.method);
  if (tool !== undefined) return inScope(link, tool);
  if (atPath.length > 0) {
    const allow = [...new Set([...atPath.map(({ method }) => method), "GET"])];
    return no(
      refuse("method_not_allowed", `${request.path} does not take ${request.method}.`, {
        allow,
        hint: `Use ${allow.join(" or ")}.`,
      }),
    );
  }
  const paths = session.tools.map(({ path }) => path);
  const close = nearest(request.path, paths);
  return no(
    refuse("no_such_tool", `The app has no tool at ${request.path.slice(0, 128)}.`, {
      hint:
        close.length > 0
          ? `Did you mean ${close.join(" or ")}?`
          : `It has: ${paths.slice(0, 20).join(", ") || "none"}.`,
    }),
  );
}
