/** What a link shows without acting: the briefing, its further pages, lists for programs, the person's page. */
import { PICK_PREFIX, TEXT_PATH, TOOLS_PATH } from "../../surfaces/call-link.ts";
import type { AgentRequest } from "../../admission.ts";
import { appTextPage } from "../../surfaces/app-text.ts";
import { type Answer, textAnswer } from "../../surfaces/answer.ts";
import { briefing } from "../../surfaces/briefing.ts";
import { humanPage } from "../../surfaces/human-page.ts";
import { openapiJson } from "../../surfaces/openapi.ts";
import { pickPage } from "../../surfaces/pick-page.ts";
import { toolsJson } from "../../surfaces/tools-json.ts";
import { toolsPage } from "../../surfaces/tools-page.ts";
import { saveLink } from "../links.ts";
import { report } from "../outbox.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { viewOf } from "./view.ts";

const DOCUMENTS = new Set(["", "/agents.md", "/tools.json", "/openapi.json", TOOLS_PATH, TEXT_PATH]);

/** An address that only ever reads, whatever the method is. */
export const isOnlyDocument = (path: string): boolean =>
  DOCUMENTS.has(path) || path.startsWith(`${PICK_PREFIX}/`);

export const isDocument = (request: AgentRequest): boolean =>
  request.method === "GET" && isOnlyDocument(request.path);

export function serveDocument(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Answer {
  const view = viewOf(session, record, link, request.base);
  const { path, query, requestId } = request;
  noteOpened(session, link, request);
  if (path === "/tools.json") return toolsJson(view);
  if (path === "/openapi.json") return openapiJson(view);
  if (path === TOOLS_PATH) return toolsPage(view, query, requestId);
  if (path === TEXT_PATH) return appTextPage(view, query);
  if (path.startsWith(`${PICK_PREFIX}/`))
    return pickPage(view, path.slice(PICK_PREFIX.length), query, requestId);
  if (path === "" && request.isBrowserTab && request.accept.includes("text/html")) return humanPage(view);
  const isMarkdown = path === "/agents.md" || request.accept.includes("text/markdown");
  return textAnswer(200, briefing(view), isMarkdown ? "text/markdown" : "text/plain");
}

/** The first reading that is not a preview's is worth telling: someone holds the link. */
function noteOpened(session: Session, link: Link, request: AgentRequest): void {
  if (request.isPassive || request.isBrowserTab || request.path !== "" || link.openedAtMs !== null) return;
  const { tokenId, label } = link;
  const { client } = request;
  session.socket?.send({ type: "agent_activity", tokenId, label, kind: "opened", client });
  markOpened(session, link, client);
}

/** For the books, where nobody has read the link before. */
export function markOpened(session: Session, link: Link, client: string | null): void {
  if (link.openedAtMs !== null) return;
  const { tokenId } = link;
  saveLink(session, { ...link, openedAtMs: session.ports.now() });
  report(session, { kind: "link_opened", tokenId, client }, `opened_${tokenId}`);
}
