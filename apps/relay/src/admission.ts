/**
 * What the edge hands to a session, and all it hands: plain values read from an allow-list. No header, cookie, address
 * or query secret of the client's travels further, so no library behind this line can be steered by one.
 */
import type { Refusal } from "@agent-socket/protocol";
import type { Answer } from "./surfaces/answer.ts";

/** One HTTP request under a link. */
export type AgentRequest = {
  readonly requestId: string;
  /** Its keyed tag was verified; whether the session knows it is the session's to say. */
  readonly token: string;
  /** The link as the caller wrote it, absolute, without a trailing slash. */
  readonly base: string;
  readonly method: string;
  /** What follows the token: `""`, `/tools.json`, `/set_pixel`. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly body: string;
  readonly contentType: string | null;
  readonly accept: string;
  readonly idempotencyKey: string | null;
  /** How long the caller asked to be held, in milliseconds. */
  readonly waitMs: number | null;
  /** A guess such as `claude` or `curl`. */
  readonly client: string | null;
  /** A page of another site caused the request. */
  readonly isCrossSite: boolean;
  /** `HEAD`, a prefetch or a preview bot: it may look, and must not cause anything. */
  readonly isPassive: boolean;
  /** A person opened the link in a browser tab. */
  readonly isBrowserTab: boolean;
};

/** What the edge may ask of a session's object, besides handing it a socket. */
export interface SessionDoor extends Rpc.DurableObjectBranded {
  /** `unknown`: the edge's own refusal for links that nobody knows, so that all of them are alike. */
  serve(request: AgentRequest, unknown: Refusal): Promise<Answer>;
  /** Returns once the revocation is durable: no call with the link is dispatched any more. */
  revokeByDeveloper(appId: string, tokenId: string): Promise<{ found: boolean; revokedAtMs: number }>;
  endByDeveloper(appId: string): Promise<{ found: boolean; endedAtMs: number }>;
}

/** What a session must know of a socket before its first frame. */
export type SocketAdmission = {
  /** The `Origin` header of the upgrade: absent outside browsers. */
  readonly origin: string | null;
  /** The relay's own public origin, for the links that it mints. */
  readonly relayUrl: string;
  /** Whether the address named a session to return to. */
  readonly isReturning: boolean;
};

const HEADER = "x-session-admission";

/** The upgrade request for a session: a new one, with nothing of the client's but what `admission` holds. */
export function admitSocket(sessionId: string, admission: SocketAdmission): Request {
  // The connection id is ours: the framework would take it from the client's query, and two equal ones break it.
  const url = `https://session/${sessionId}?_pk=${crypto.randomUUID()}`;
  return new Request(url, {
    headers: { upgrade: "websocket", [HEADER]: encodeURIComponent(JSON.stringify(admission)) },
  });
}

/** The counterpart of `admitSocket`; only our own edge can reach the session, so the shape is given. */
export function admittedSocket(request: Request): SocketAdmission {
  const header = request.headers.get(HEADER);
  if (header === null) throw new Error("A socket reached the session without admission.");
  return JSON.parse(decodeURIComponent(header)) as SocketAdmission;
}
