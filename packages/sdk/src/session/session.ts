/** A session as the app holds it: its links, what the AIs do with them, and whether the relay can be reached. */
import type { AgentSocketError } from "../agent-socket-error.ts";
import type { ToolSummary } from "../tools/tool-summary.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import type { Activity } from "./activity.ts";
import type { LinkCalls } from "./link-calls.ts";

/**
 * - `connecting`: for the first time
 * - `connected`: links work
 * - `reconnecting`: the connection was lost and is being brought back; links work again once it is
 * - `standby`: with `persist: "browser"`, another tab is connected; this one takes over when that one closes
 * - `ended`: for good; `session.error` says why, or is `null` after `close()`
 */
export type SessionStatus = "connecting" | "connected" | "reconnecting" | "standby" | "ended";

/** What a link may be used for, and for how long. */
export type MintOptions = {
  /** For your own lists: whom or what the link is for. At most 256 characters. */
  readonly label?: string | undefined;
  /** Seconds until the link stops working; it lives as long as the session when left out. */
  readonly expiresIn?: number | undefined;
  /** Names of the tools that the link may call; all when left out. */
  readonly tools?: readonly string[] | undefined;
  /** Only tools that read. */
  readonly readOnly?: boolean | undefined;
  /** How many calls the link is good for. */
  readonly maxCalls?: number | undefined;
  /** Which tools may be called by opening an address; at most what the app allows. */
  readonly linkCalls?: LinkCalls | undefined;
};

/** A link: whoever has `url` can call the tools. `tokenId` is its public name; `token` and `url` are secrets. */
export type AgentLink = {
  readonly token: string;
  readonly tokenId: string;
  readonly url: string;
  readonly label: string | null;
  /** ISO 8601, or `null` when it lives as long as the session. */
  readonly expiresAt: string | null;
};

/** A link without its secret. Times are ISO 8601. */
export type AgentLinkSummary = {
  readonly tokenId: string;
  readonly label: string | null;
  readonly status: "active" | "revoked" | "expired";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly calls: number;
};

/** What `session.on(name, listener)` tells, by name. */
export type SessionEvents = {
  /** The status changed, or `session.error` did. */
  status: SessionStatus;
  activity: Activity;
  /** The session could not be had back and a new one was made: these links do not work any more. */
  linksLost: { readonly tokenIds: readonly string[] };
  /** Calls are refused from now on, or no more. */
  paused: boolean;
  linkRevoked: { readonly tokenId: string; readonly by: "app" | "holder" | "developer" };
  /** Something that the relay wants the developer to know. */
  notice: { readonly code: string; readonly message: string };
};

/** One app's connection to its relay, and the links that were made from it. It comes back by itself when it is lost. */
export interface Session {
  readonly status: SessionStatus;
  /** Why the session ended, or why it cannot connect at the moment. */
  readonly error: AgentSocketError | null;
  /** Names the session in the dashboard; not a secret. `null` before the first connection. */
  readonly sessionId: string | null;
  readonly app: { readonly appId: string; readonly name: string | null; readonly description: string | null };
  readonly tools: readonly ToolSummary[];
  /** Calls are refused, with words that the AI reads; the links stay. */
  readonly isPaused: boolean;
  /** The links that were made here and were not revoked. With `persist: "tab"` they outlive a reload. */
  readonly links: readonly AgentLink[];
  /** Fulfilled at the first connection, rejected when there will be none. */
  readonly ready: Promise<void>;

  /** Makes a link to hand to an AI. Requests made while the connection is away are sent when it is back. */
  mintAgentToken(options?: MintOptions): Promise<AgentLink>;
  /** All links of the session. */
  listAgentTokens(): Promise<readonly AgentLinkSummary[]>;
  /** Fulfilled when no call with the link can arrive any more. */
  revokeAgentToken(tokenId: string): Promise<void>;
  /** Refuses all calls until `resume()`, also after a reload; those that run go on. */
  pause(): void;
  resume(): void;
  /** With `persist: "browser"`: connects in this tab, and the one that was connected stands by. */
  takeOver(): void;
  /** Replaces the tools; the links stay. When the relay refuses them, nothing changes. */
  updateTools(tools: readonly ToolDefinition[]): Promise<void>;
  /**
   * Tells the AIs that something happened in the app; they read it when they next look, at most the last 100 events.
   * `event` has 1 to 64 characters, `data` is any JSON of at most 16 KiB. What is emitted while the connection is away is
   * sent when it is back, the last 100 of it. Does nothing once the session has ended.
   */
  emit(event: string, data?: unknown): void;
  /** Listens until the returned function is called. */
  on<Name extends keyof SessionEvents>(
    name: Name,
    listener: (event: SessionEvents[Name]) => void,
  ): () => void;
  onActivity(listener: (activity: Activity) => void): () => void;
  /** Ends the session: all its links stop working. */
  close(): Promise<void>;
}
