/**
 * An event's texts and numbers, as they may be stored and shown: what strangers chose in them is cut and freed of hidden
 * characters, and what a clock that jumped made of a number is held to what a column can have.
 */
import { cleanLine, limits } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";

const MAX_ORIGIN_CHARS = 300;
const MAX_CLIENT_CHARS = 100;
const MAX_CODE_CHARS = 64;
/** Of Postgres's `integer`. */
const MAX_COUNT = 2 ** 31 - 1;
/** The end of the last year that is written with four digits. */
const MAX_TIME_MS = Date.UTC(10_000, 0) - 1;

const within = (number: number, most: number): number => Math.min(Math.max(0, Math.round(number)), most);
const count = (number: number): number => within(number, MAX_COUNT);
const countOrNull = (number: number | null): number | null => (number === null ? null : count(number));

const names = (texts: readonly string[]): string[] =>
  texts.map((name) => cleanLine(name, limits.MAX_NAME_CHARS)).filter(Boolean);

/** The report's names are those of the first tools; a name of which nothing is left is none. */
const offered = ({ toolCount, toolNames }: { toolCount: number; toolNames?: string[] | undefined }) => ({
  toolCount: count(toolCount),
  ...(toolNames === undefined ? {} : { toolNames: names(toolNames) }),
});

const line = (text: string | null, maxChars: number): string | null =>
  text === null ? null : cleanLine(text, maxChars) || null;

type Of<K extends RelayEvent["kind"]> = Extract<RelayEvent, { kind: K }>;

const cleanLink = (event: Of<"link_created">): RelayEvent => ({
  ...event,
  label: line(event.label, limits.MAX_LABEL_CHARS),
  tools: event.tools === null ? null : names(event.tools),
  maxCalls: countOrNull(event.maxCalls),
  expiresAtMs: event.expiresAtMs === null ? null : within(event.expiresAtMs, MAX_TIME_MS),
});

const cleanCall = (event: Of<"call_finished">): RelayEvent => ({
  ...event,
  tool: cleanLine(event.tool, limits.MAX_NAME_CHARS),
  client: line(event.client, MAX_CLIENT_CHARS),
  httpStatus: count(event.httpStatus),
  durationMs: count(event.durationMs),
  appMs: countOrNull(event.appMs),
  requestBytes: count(event.requestBytes),
  responseBytes: count(event.responseBytes),
});

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
      return cleanLink(event);
    case "link_opened":
      return { ...event, client: line(event.client, MAX_CLIENT_CHARS) };
    case "call_finished":
      return cleanCall(event);
    case "origin_refused":
      return {
        ...event,
        origin: line(event.origin, MAX_ORIGIN_CHARS),
        code: cleanLine(event.code, MAX_CODE_CHARS),
      };
    case "session_ended":
    case "link_revoked":
      return event;
  }
}
