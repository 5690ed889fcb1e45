/** Which tools an AI may call by opening an address, which is all that many chats can do. */
import { AgentSocketError } from "../agent-socket-error.ts";

/** `"all"` tools, those that only read (`"read-only"`), or none (`"off"`). */
export type LinkCalls = "all" | "read-only" | "off";

const LINK_CALLS: ReadonlySet<unknown> = new Set<LinkCalls>(["all", "read-only", "off"]);

export function readLinkCalls(linkCalls: LinkCalls | undefined): LinkCalls | undefined {
  if (linkCalls === undefined || LINK_CALLS.has(linkCalls)) return linkCalls;
  throw new AgentSocketError("invalid_options", '"linkCalls" must be "all", "read-only" or "off".');
}
