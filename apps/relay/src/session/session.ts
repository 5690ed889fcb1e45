/** One session in memory, and the outside world as it needs it. */
import type { RelayFrame, Refusal, Surface, Tool } from "@agent-socket/protocol";
import type { Progress, ProgressListener } from "../admission.ts";
import type { InputCheck } from "./input/input-check.ts";
import type { Call, CallResult, FinishedCall, Link, SessionRecord } from "./records.ts";
import type { SessionStore } from "./store.ts";

/** A tool with its check, built once at registration. */
export type CheckedTool = Tool & {
  readonly check: InputCheck;
  /** For arguments of which a person will add the missing ones. */
  readonly checkGiven: InputCheck;
};

/** A call that may be sent: recognised, in scope, checked. */
export type CallRequest = {
  readonly tool: CheckedTool;
  readonly link: Link;
  readonly requestId: string;
  readonly surface: Surface;
  readonly client: string | null;
  readonly key: string | null;
  readonly fingerprint: string;
  /** The arguments as JSON text; or bytes, as base64. */
  readonly body: string;
  readonly bodyEncoding: "base64" | null;
  readonly contentType: string;
  readonly isAsk: boolean;
  readonly acceptedAtMs: number;
};

/** A call that was sent and not answered yet. */
export type PendingCall = {
  readonly call: Call;
  /** Whether the store holds it too. */
  isRemembered: boolean;
  /** It outlived the request that made it. */
  isTask: boolean;
  progress: Progress | null;
  /** The requests that wait for it, by id, and how to tell them of its progress. */
  readonly waiters: Map<string, ProgressListener | null>;
  readonly settle: (result: CallResult) => void;
  readonly settled: Promise<CallResult>;
};

/** The app's socket as the session sees it. */
export type AppSocket = {
  /** From now on it is the app's, in the same turn as the session says so. */
  takeOver(): void;
  send(frame: RelayFrame): void;
  isOpen(): boolean;
  /** Ends the socket with the close code of the refusal. */
  refuse(refusal: Refusal): void;
  close(code: number, reason: string): void;
  /** The last sign of life, heartbeats included, in milliseconds since the epoch. */
  lastHeardAtMs(): number;
};

/** What the shell gives to the session: clock, alarm, keys, queue. */
export type Ports = {
  now(): number;
  /** Asks to be woken at that time at the latest. */
  wakeAt(atMs: number): void;
  /** Runs it once what has come in by now is dealt with. */
  afterTurn(run: () => void): void;
  /** Hands over the events soon, after the current turn. */
  shipSoon(): void;
  mintToken(sessionId: string): Promise<string>;
};

export type Session = {
  readonly store: SessionStore;
  readonly ports: Ports;
  record: SessionRecord | null;
  tools: readonly CheckedTool[];
  readonly links: Map<string, Link>;
  readonly pending: Map<string, PendingCall>;
  /** Token buckets: of each link, by token id, and of the app's events. */
  readonly buckets: Map<string, { tokens: number; atMs: number }>;
  /** Request ids of the batches that run, while their agents are there. */
  readonly batches: Set<string>;
  /** The token ids of links whose tools an MCP client has asked for, as far as the app that is connected now was told. */
  readonly listed: Set<string>;
  /** Woken by the app's next event. */
  readonly eventWaiters: Set<() => void>;
  /** The token ids of tokens that were recognised: their digests are not computed again. */
  readonly tokenIds: Map<string, string>;
  socket: AppSocket | null;
  /** When the app was asked for a sign of life, while a call waited; `null`: it is not being asked. */
  askedAtMs: number | null;
  /** Calls that have ended in this turn and are not written yet, and how to answer them then. */
  readonly endings: { readonly event: FinishedCall | null; readonly answer: () => void }[];
};
