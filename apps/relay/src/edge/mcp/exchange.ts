/** One HTTP request of an MCP client, read and recognised. */
import { isJsonObject, type Json, type Refusal } from "@agent-socket/protocol";
import type { LinkFacts, SessionDoor } from "../../admission.ts";
import type { Env } from "../../env.ts";

export type McpSession = Pick<SessionDoor, "describe" | "noteListed" | "call" | "task" | "abandon">;

/**
 * The platform's own type of a stub unfolds every value that travels, and JSON has no end. The class behind the stub is
 * held to the same interface.
 */
export const sessionOf = ({ SESSIONS }: Env, sessionId: string): McpSession =>
  SESSIONS.get(SESSIONS.idFromName(sessionId)) as unknown as McpSession;

/** What the session has said of the call that an exchange carries. */
export type Heard = {
  isOver: boolean;
  /** Why the link is of no use to anybody. */
  linkRefusal: Refusal | null;
};

export type McpExchange = {
  readonly request: Request;
  /** One JSON-RPC message, or a list of them as old clients may send. */
  readonly body: Json;
  /** `null` for a call, which the session answers without being asked before. */
  readonly facts: LinkFacts | null;
  readonly heard: Heard;
  /** The refusal of a link that nobody knows. */
  readonly unknown: Refusal;
  readonly session: McpSession;
  readonly token: string;
  readonly requestId: string;
  /** A guess from the headers. */
  readonly client: string | null;
  readonly waitMs: number;
  /** Keeps the Worker alive for work that outlives the answer. */
  readonly afterwards: (work: Promise<unknown>) => void;
};

/** One message, which calls a tool. */
export const callsTool = (body: Json): boolean => isJsonObject(body) && body["method"] === "tools/call";

export function asksForProgress(body: Json): boolean {
  const params = isJsonObject(body) ? (body["params"] ?? null) : null;
  const meta = isJsonObject(params) ? (params["_meta"] ?? null) : null;
  return isJsonObject(meta) && meta["progressToken"] !== undefined;
}
