/** What a registered app may ask: each frame's answer, or `null` where none is due. */
import {
  type AppFrame,
  cleanLine,
  cleanText,
  limits,
  parseTools,
  type Refusal,
  type RelayFrame,
  refuse,
  wireError,
} from "@agent-socket/protocol";
import { takeTools } from "./attach.ts";
import { emit } from "./emit.ts";
import { noteProgress } from "../calls/calls.ts";
import { acceptReply } from "../calls/endings.ts";
import { isoTime, mintLink, revokeLink, summarise } from "../links.ts";
import { offeredBy, report } from "../outbox.ts";
import { saveRecord } from "../presence.ts";
import type { SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";

type Asked<T extends AppFrame["type"]> = Extract<AppFrame, { type: T }>;

export async function answerFrame(
  session: Session,
  record: SessionRecord,
  frame: AppFrame,
): Promise<RelayFrame | null> {
  switch (frame.type) {
    case "tool_reply":
      acceptReply(session, frame);
      return null;
    case "tool_progress": {
      const { id, progress, total = null, message } = frame;
      const words = message === undefined ? null : cleanLine(message, limits.MAX_PROGRESS_CHARS);
      noteProgress(session, id, { progress, total, message: words });
      return null;
    }
    case "emit":
      return emit(session, frame);
    case "ping":
      return frame.id === undefined ? { type: "pong" } : { type: "pong", id: frame.id };
    case "mint_agent_token":
      return mint(session, record, frame);
    case "revoke_agent_token":
      return revoke(session, frame);
    case "list_agent_tokens":
      return list(session, frame);
    case "update_tools":
      return updateTools(session, record, frame);
    case "register":
    case "resume":
    case "end":
      return {
        type: "session_notice",
        code: "malformed",
        message: `"${frame.type}" is only possible as the first frame of a socket.`,
      };
  }
}

async function mint(
  session: Session,
  record: SessionRecord,
  frame: Asked<"mint_agent_token">,
): Promise<RelayFrame> {
  const type = "mint_agent_token_reply";
  const minted = await mintLink(session, record, frame);
  if (!minted.ok) return { type, id: frame.id, ...refused(minted.refusal) };
  const { token, url, link } = minted.value;
  const expiresAt = link.expiresAtMs === null ? null : isoTime(link.expiresAtMs);
  return { type, id: frame.id, ok: true, token, tokenId: link.tokenId, url, label: link.label, expiresAt };
}

function revoke(session: Session, frame: Asked<"revoke_agent_token">): RelayFrame {
  const type = "revoke_agent_token_reply";
  if (revokeLink(session, frame.tokenId, "app")) return { type, id: frame.id, ok: true };
  return {
    type,
    id: frame.id,
    ...refused(refuse("not_found", "This session has no link with that token id.")),
  };
}

function list(session: Session, frame: Asked<"list_agent_tokens">): RelayFrame {
  const now = session.ports.now();
  return {
    type: "list_agent_tokens_reply",
    id: frame.id,
    ok: true,
    tokens: [...session.links.values()].map((link) => summarise(link, now)),
  };
}

/** A faulty list changes nothing. */
function updateTools(session: Session, record: SessionRecord, frame: Asked<"update_tools">): RelayFrame {
  const type = "update_tools_reply";
  const tools = parseTools(frame.tools);
  if (!tools.ok) return { type, id: frame.id, ...refused(tools.refusal) };
  const before = JSON.stringify(offeredBy(session));
  takeTools(session, tools.value);
  const offered = offeredBy(session);
  // The dashboard shows names: new words for the same tools are no news to it.
  if (JSON.stringify(offered) !== before)
    report(session, { kind: "session_presence", online: true, ...offered });
  if (frame.agentsMd !== undefined) saveRecord(session, { ...record, agentsMd: cleanText(frame.agentsMd) });
  return { type, id: frame.id, ok: true };
}

const refused = (refusal: Refusal) => ({ ok: false as const, error: wireError(refusal) });
