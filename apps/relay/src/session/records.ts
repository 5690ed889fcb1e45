/** What a session keeps in its store: plain data, read back as it was written. */
import type { Prompt, Refusal, Surface } from "@agent-socket/protocol";
import type { CallOutcome, LinkCallPolicy, RelayEvent } from "@agent-socket/protocol/control-plane";

export type EndReason = "app" | "developer" | "expired";

/** The one row of the session itself. */
export type SessionRecord = {
  readonly sessionId: string;
  readonly appId: string;
  readonly appName: string;
  readonly appDescription: string;
  readonly agentsMd: string;
  readonly prompts: readonly Prompt[];
  /** The app can show its person a form. */
  readonly canAsk: boolean;
  /** The app answers the relay's pings. */
  readonly answersPing: boolean;
  readonly origin: string | null;
  readonly sdk: string | null;
  /** The relay's public origin, for minted links. */
  readonly relayUrl: string;
  readonly linkCalls: LinkCallPolicy;
  readonly holdForMs: number;
  /** What the app asked for itself, to be weighed anew when its entry in the registry changes. */
  readonly wishes: AppWishes;
  /** The version of the entry that it works by. */
  readonly entryVersion: number;
  /** The entry says so: calls hear of it. */
  readonly isSuspended: boolean;
  /** The app has used up its calls until then; `null`: it has not. */
  readonly callsUsedUpUntilMs: number | null;
  /** SHA-256 of the secret that resumed last, and of the one handed out since, of which no use was seen yet. */
  readonly secretDigest: string;
  readonly nextSecretDigest: string | null;
  readonly createdAtMs: number;
  /** Since when the app has been away; `null` while it is attached. */
  readonly awaySinceMs: number | null;
  readonly end: { readonly reason: EndReason; readonly atMs: number } | null;
};

export type AppWishes = {
  /** Empty: that of the registry. */
  readonly name: string;
  readonly linkCalls: LinkCallPolicy;
  readonly holdForMs: number | null;
  /** SHA-256 of the app key that it showed. */
  readonly keyHash: string | null;
};

export type Link = {
  readonly tokenId: string;
  readonly digest: string;
  readonly label: string | null;
  /** Names of the tools it may call; `null` for all. */
  readonly tools: readonly string[] | null;
  readonly readOnly: boolean;
  readonly maxCalls: number | null;
  /** `null`: as the app's own policy says. */
  readonly linkCalls: LinkCallPolicy | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly openedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  /** A guess of who used it last. */
  readonly lastClient: string | null;
  readonly calls: number;
  readonly revoked: { readonly by: "app" | "holder" | "developer"; readonly atMs: number } | null;
};

/** How a call ended: what the app answered, or why there is no answer. */
export type CallResult = {
  readonly outcome: CallOutcome;
  readonly finishedAtMs: number;
  readonly answer:
    | {
        readonly kind: "reply";
        readonly status: number;
        readonly contentType: string;
        readonly body: string | Uint8Array<ArrayBuffer>;
      }
    | { readonly kind: "refused"; readonly refusal: Refusal };
};

/** A call on its way: accepted, sent to the app, not yet answered. */
export type Call = {
  readonly id: string;
  readonly tokenId: string;
  readonly requestId: string;
  readonly tool: string;
  readonly surface: Surface;
  readonly client: string | null;
  /** The idempotency key, or `null`. */
  readonly key: string | null;
  /** SHA-256 of what was asked, so that a key cannot be used for another request. */
  readonly fingerprint: string;
  readonly isIdempotent: boolean;
  /** A person in the app completes or approves it first. */
  readonly isAsk: boolean;
  /** When the session took the request, and when it sent the call to the app. */
  readonly startedAtMs: number;
  readonly sentAtMs: number;
  readonly deadlineAtMs: number;
  readonly requestBytes: number;
};

/** What is remembered of a call beyond its request: for repeats with the same key, and for tasks. */
export type RememberedCall =
  | { readonly state: "open"; readonly call: Call }
  | { readonly state: "finished"; readonly call: Call; readonly result: CallResult }
  /** Only that it ran is still known. */
  | { readonly state: "gone"; readonly call: Call; readonly finishedAtMs: number };

/** Something that the app told whoever reads its events. */
export type AppEvent = {
  readonly cursor: number;
  readonly event: string;
  readonly data: unknown;
  readonly atMs: number;
};

/** A call that ended, as the books have it. */
export type FinishedCall = Extract<RelayEvent, { kind: "call_finished" }>;

/** An event that the dashboard has not confirmed yet, its place in the row of those, and its size as JSON. */
export type WaitingEvent = { readonly position: number; readonly event: RelayEvent; readonly bytes: number };
