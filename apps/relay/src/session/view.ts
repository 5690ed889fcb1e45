/** A link as the surfaces show it: the app, and the tools within the link's scope. */
import { isReadOnlyTool, newCallKey } from "@agent-socket/protocol";
import type { LinkView } from "../surfaces/link-view.ts";
import type { Link, SessionRecord } from "./records.ts";
import type { Session } from "./session.ts";
import { inScope } from "./scope.ts";

export function viewOf(session: Session, record: SessionRecord, link: Link, base: string): LinkView {
  const tools = session.tools.filter((tool) => inScope(link, tool).ok);
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
    calls: link.calls,
    isOnline: session.socket !== null,
    awaySinceMs: record.awaySinceMs,
    tools,
    toolsByLink: tools.filter(
      (tool) => record.linkCalls === "all" || (record.linkCalls === "read-only" && isReadOnlyTool(tool)),
    ),
    nowMs: session.ports.now(),
    newKey: newCallKey,
  };
}
