/** A link as the surfaces show it: the app, and the tools within the link's scope. */
import { newCallKey } from "@agent-socket/protocol";
import type { LinkView } from "../../surfaces/link-view.ts";
import { unspentLink } from "../links.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { inScope, linkCallPolicy, mayCallByLink, toolByGet } from "./scope.ts";

export function viewOf(session: Session, record: SessionRecord, link: Link, base: string): LinkView {
  const tools = session.tools.filter((tool) => inScope(link, tool).ok);
  // Read again: the call that this page tells of may have been the last one.
  const isSpent = !unspentLink(session.links.get(link.tokenId) ?? link).ok;
  return {
    base,
    app: {
      id: record.appId,
      name: record.appName,
      description: record.appDescription,
      text: record.agentsMd,
    },
    label: link.label,
    readOnly: link.readOnly,
    expiresAtMs: link.expiresAtMs,
    lastUsedAtMs: link.lastUsedAtMs,
    lastClient: link.lastClient,
    calls: link.calls,
    maxCalls: link.maxCalls,
    isOnline: session.socket?.isOpen() ?? false,
    awaySinceMs: record.awaySinceMs,
    tools,
    toolsByLink: tools.filter(
      (tool) =>
        !isSpent &&
        toolByGet(session.tools, tool.path) === tool &&
        mayCallByLink(linkCallPolicy(record, link), tool),
    ),
    prompts: record.prompts,
    canAsk: record.canAsk,
    nowMs: session.ports.now(),
    newKey: newCallKey,
  };
}
