/**
 * What the edge hands to a session, and all it hands: plain values read from an allow-list. No header, cookie, address
 * or query secret of the client's travels further, so no library behind this line can be steered by one.
 */
import type { JsonObject, Prompt, Refusal, Result, Surface, Tool } from "@agent-socket/protocol";
import type { RegistryEntry, RelayEvent } from "@agent-socket/protocol/control-plane";
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
  /** Text; or the base64 of bytes where `bodyEncoding` says so. */
  readonly body: string;
  readonly bodyEncoding: "base64" | null;
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

/** What a link leads to, for a surface that the edge speaks itself. */
export type LinkFacts = {
  readonly app: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** The app's own words for an agent; often empty. */
    readonly text: string;
  };
  /** Those within the link's scope. */
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
  readonly isOnline: boolean;
  readonly awaySinceMs: number | null;
};

/** A call of a tool by its name. */
export type NamedCall = {
  readonly requestId: string;
  readonly token: string;
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly surface: Surface;
  readonly client: string | null;
  /** How long to wait for the answer, in milliseconds; after it the call goes on as a task. */
  readonly waitMs: number;
};

/** What became of a call by its name. */
export type NamedAnswer =
  | { readonly link: "unknown" }
  /** Revoked, expired or ended: nothing of the app is told. */
  | { readonly link: "dead"; readonly refusal: Refusal }
  | {
      readonly link: "live";
      readonly state: Result<CallState>;
      /** The tool announced the form of its results. */
      readonly hasOutputSchema: boolean;
      /** The name of the tool for the results of slow calls; `null` where no tool may be slow. */
      readonly waitTool: string | null;
    };

/** How far a call is, in the app's own units. */
export type Progress = {
  readonly progress: number;
  readonly total: number | null;
  readonly message: string | null;
};

/** A call that was accepted: what the app answered, or the task that it has become. */
export type CallState =
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly contentType: string;
      readonly body: string | Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: "running"; readonly taskId: string; readonly progress: Progress | null };

/** Called for each progress of a call while it is waited for. */
export type ProgressListener = (progress: Progress) => void | Promise<void>;

/** What the edge may ask of a session's object, besides handing it a socket. */
export interface SessionDoor extends Rpc.DurableObjectBranded {
  /** `null`: nobody knows the link. */
  serve(request: AgentRequest): Promise<Answer | null>;
  /** Nothing is counted and nothing runs. `null`: nobody knows the link. */
  describe(token: string): Promise<Result<LinkFacts> | null>;
  /** An MCP client asked for the tools: an AI has them now, and the app is told. */
  noteListed(token: string, client: string | null): Promise<void>;
  /** One call, within every limit of the link, and whatever has to be known to tell of it. */
  call(call: NamedCall, onProgress: ProgressListener | null): Promise<NamedAnswer>;
  /** The state of a task of this link, waited for. `null`: nobody knows the link. */
  task(
    token: string,
    taskId: string,
    waitMs: number,
    onProgress: ProgressListener | null,
  ): Promise<Result<CallState> | null>;
  /** The agent of this request went away: a call that only it waited for is cancelled. */
  abandon(token: string, requestId: string): Promise<void>;
  /**
   * Done and durable when it returns; `null` for a message that came before. After a revocation no call with the link
   * is dispatched any more, and after a refresh the session works by the entry or has lost its app's socket over it.
   */
  obey(order: Order): Promise<Obeyed | null>;
  /** The dashboard has the events of the receipt. */
  confirmEvents(receipt: Receipt): Promise<void>;
}

/** A signed message of the dashboard about one app's session. */
export type Order = { readonly messageId: string; readonly appId: string } & (
  | { readonly kind: "revoke_link"; readonly tokenId: string }
  | {
      readonly kind: "mint_link";
      readonly label: string;
      readonly expiresInSeconds: number;
      readonly readOnly: boolean;
    }
  | { readonly kind: "end" }
  | { readonly kind: "refresh"; readonly entry: RegistryEntry }
);

export type Obeyed = {
  /** There is such a session of the app, and such a link where one was named. */
  readonly found: boolean;
  readonly atMs: number;
  /** The version of the entry that the session works by. */
  readonly version: number;
  /** The code of the refusal that the app's socket was closed with, or that no link was made for. */
  readonly refused: string | null;
  readonly link: { readonly url: string; readonly tokenId: string } | null;
};

/** Which of a session's events a queue message holds, by their places in the session's store. */
export type Receipt = { readonly sessionId: string; readonly positions: readonly number[] };

/** What one queue message carries. Without a receipt: events that no session keeps. */
export type QueuedEvents = { readonly events: readonly RelayEvent[]; readonly receipt: Receipt | null };

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
