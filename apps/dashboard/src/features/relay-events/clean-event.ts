/** An event's texts, as they may be stored and shown: what strangers chose in them is cut and freed of hidden characters. */
import { cleanLine, limits } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";

const MAX_ORIGIN_CHARS = 300;
const MAX_CLIENT_CHARS = 100;

/** The report's names are those of the first tools; a name of which nothing is left is none. */
const offered = ({ toolCount, toolNames }: { toolCount: number; toolNames?: string[] | undefined }) => ({
  toolCount: Math.round(toolCount),
  ...(toolNames === undefined
    ? {}
    : { toolNames: toolNames.map((name) => cleanLine(name, limits.MAX_NAME_CHARS)).filter(Boolean) }),
});

const line = (text: string | null, maxChars: number): string | null =>
  text === null ? null : cleanLine(text, maxChars) || null;

export function cleanEvent(event: RelayEvent): RelayEvent {
  switch (event.kind) {
    case "session_started":
      return {
        ...event,
        origin: line(event.origin, MAX_ORIGIN_CHARS),
        sdk: line(event.sdk, MAX_CLIENT_CHARS),
        ...offered(event),
      };
    case "session_presence":
      return { ...event, ...offered(event) };
    case "link_created":
      return { ...event, label: line(event.label, limits.MAX_LABEL_CHARS) };
    case "link_opened":
      return { ...event, client: line(event.client, MAX_CLIENT_CHARS) };
    case "call_finished":
      return {
        ...event,
        tool: cleanLine(event.tool, limits.MAX_NAME_CHARS),
        client: line(event.client, MAX_CLIENT_CHARS),
        durationMs: Math.round(event.durationMs),
        appMs: event.appMs === null ? null : Math.round(event.appMs),
      };
    case "origin_refused":
      return { ...event, origin: line(event.origin, MAX_ORIGIN_CHARS) };
    case "session_ended":
    case "link_revoked":
      return event;
  }
}
