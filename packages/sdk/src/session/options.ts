/** The door for `connect`: options of any quality become checked ones, or an error that says how to mend them. */
import {
  MAX_AGENTS_MD_BYTES,
  MAX_DESCRIPTION_CHARS,
  MAX_LABEL_CHARS,
  MAX_NAME_CHARS,
} from "@agent-socket/protocol/limit";
import { AgentSocketError } from "../agent-socket-error.ts";
import { type Person, type PersonOptions, readPerson } from "../ask/read-person.ts";
import type { WebSocketConstructor } from "../connection/web-socket.ts";
import { readTools, type ToolTable } from "../tools/tool-table.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import type { Activity } from "./activity.ts";
import { type LinkCalls, readLinkCalls } from "./link-calls.ts";
import { type Prompt, readPrompts, type WirePrompt } from "./prompts.ts";
import { noStore, type SessionStore } from "./session-store.ts";
import type { MintOptions, Session, SessionEvents, SessionStatus } from "./session.ts";
import { keyOf, openStorage } from "./page-storage.ts";
import { sharedStore } from "./shared-store.ts";
import { tabStore } from "./tab-store.ts";
import type { Turn } from "./turn.ts";

/** What `connect` and `createSession` take: who the app is, what it can do, and where its relay is. */
export type ConnectOptions = PersonOptions & {
  /** From the app's page in the dashboard; `"as_app_anon"` works without an account, with small limits. */
  readonly appId: string;
  /** For clients without a web origin (Node, Workers, scripts). A secret: never in a browser. */
  readonly appKey?: string | undefined;
  /** As people know the app; the name in the dashboard when left out. */
  readonly appName?: string | undefined;
  /** What the app does, in one sentence. */
  readonly appDescription?: string | undefined;
  /** Your own text for the AI. Left out, the relay writes it from the tools. */
  readonly agentsMd?: string | undefined;
  readonly tools: readonly ToolDefinition[];
  /** Requests that a person may like to make of an AI with this app, ready to send. At most 20. */
  readonly prompts?: readonly Prompt[] | undefined;
  /**
   * Which tools an AI may call by opening an address, which is all that many chats can do: `"all"`, `"read-only"` or
   * `"off"`. What the app's page in the dashboard allows when left out, and never more than that.
   */
  readonly linkCalls?: LinkCalls | undefined;
  /** How long links go on to exist while the app is away, in milliseconds; at most what the relay allows. */
  readonly holdForMs?: number | undefined;
  /** The relay: `https://relay.example`. */
  readonly baseUrl: string;
  /**
   * Whether links outlive a reload. `"tab"` (in a browser, when left out): as long as the tab, in its session storage.
   * `"browser"`: one session for all tabs of the origin, in its local storage; one tab is connected, the others stand
   * by. Both need `https:` or localhost. `"none"`: until the page or process ends. Or a store of your own.
   */
  readonly persist?: "tab" | "browser" | "none" | SessionStore | undefined;
  /** For a runtime that has none of its own, such as Node 20: `import WebSocket from "ws"`. */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /** The callbacks get the session as well: they may be called before `connect` has returned it. */
  readonly onStatus?: ((status: SessionStatus, session: Session) => void) | undefined;
  readonly onActivity?: ((activity: Activity, session: Session) => void) | undefined;
  /** The session was lost and a new one made: these links do not work any more. */
  readonly onLinksLost?: ((lost: SessionEvents["linksLost"], session: Session) => void) | undefined;
};

export type CheckedOptions = {
  /** What is `undefined` is not sent. */
  readonly registration: {
    readonly appId: string;
    readonly appKey: string | undefined;
    readonly appName: string | undefined;
    readonly appDescription: string | undefined;
    readonly agentsMd: string | undefined;
    readonly prompts: WirePrompt[] | undefined;
    readonly canAsk: true | undefined;
    readonly linkCalls: LinkCalls | undefined;
    readonly holdForMs: number | undefined;
  };
  readonly person: Person;
  readonly tools: ToolTable;
  /** Of the app's door at the relay. */
  readonly socketUrl: string;
  readonly store: SessionStore;
  /** Of several pages that share the store; `null` where there is but one. */
  readonly turn: Turn | null;
  readonly release: () => void;
  readonly WebSocket: WebSocketConstructor;
};

export function readOptions(options: ConnectOptions): CheckedOptions {
  const { appId, appKey, appName, appDescription, agentsMd } = options;
  if (typeof appId !== "string" || !appId.startsWith("as_app_") || appId.length > 64)
    throw invalid(
      '"appId" must be an app id: copy it from the dashboard, or use "as_app_anon" to try without an account.',
    );
  if (typeof appKey === "string" && typeof document !== "undefined")
    import("./explain.ts").then(
      ({ warnOfKey }) => warnOfKey(),
      () => undefined,
    );
  const socketUrl = readBaseUrl(options.baseUrl);
  const person = readPerson(options);
  return {
    person,
    registration: {
      appId,
      appKey: text("appKey", appKey, 256),
      appName: text("appName", appName, MAX_NAME_CHARS),
      appDescription: text("appDescription", appDescription, MAX_DESCRIPTION_CHARS),
      agentsMd: text("agentsMd", agentsMd, MAX_AGENTS_MD_BYTES),
      prompts: readPrompts(options.prompts),
      canAsk: person.ask === null ? undefined : true,
      linkCalls: readLinkCalls(options.linkCalls),
      holdForMs: readHoldFor(options.holdForMs),
    },
    tools: readTools(options.tools, person),
    socketUrl,
    WebSocket: readWebSocket(options.WebSocket),
    ...readStore(options.persist, storeName(socketUrl, appId)),
  };
}

/** Whether a session of the app was kept over a reload. */
export const hasKeptSession = (
  appId: string,
  baseUrl: string,
  storage: "sessionStorage" | "localStorage",
): boolean =>
  URL.canParse(baseUrl) &&
  typeof openStorage(storage)?.getItem(keyOf(storeName(readBaseUrl(baseUrl), appId))) === "string";

const storeName = (socketUrl: string, appId: string): string => `${socketUrl}:${appId}`;

/** The relay could not answer a faulty request by name, so the faults are found here. What is `undefined` is not sent. */
export function readMintOptions(options: MintOptions, tools: ToolTable) {
  const { label, expiresIn, tools: names, readOnly, maxCalls, linkCalls } = options;
  if (expiresIn !== undefined && !(expiresIn >= 1 && expiresIn <= 365 * 24 * 3600))
    throw invalid('"expiresIn" is in seconds: 1 to 31536000 (a year).');
  if (maxCalls !== undefined && !(Number.isInteger(maxCalls) && maxCalls >= 1))
    throw invalid('"maxCalls" must be a whole number from 1.');
  const unknown = names?.find((name) => !tools.byName.has(name));
  if (unknown !== undefined)
    throw invalid(
      `"tools" names "${unknown}", which does not exist. There are: ${[...tools.byName.keys()].join(", ")}.`,
    );
  return {
    label: text("label", label, MAX_LABEL_CHARS),
    expiresIn,
    tools: names && [...names],
    readOnly,
    maxCalls,
    linkCalls: readLinkCalls(linkCalls),
  };
}

function readHoldFor(holdForMs: number | undefined): number | undefined {
  if (holdForMs === undefined || (Number.isInteger(holdForMs) && holdForMs >= 0)) return holdForMs;
  throw invalid('"holdForMs" must be a whole number of milliseconds, such as 3600000 for an hour.');
}

function readBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^(https?|wss?):$/.test(url.protocol))
    throw invalid(
      '"baseUrl" must be the address of the relay, such as "https://relay.example" or "http://localhost:8787".',
    );
  url.protocol = url.protocol.replace("http", "ws");
  return `${url.origin}${url.pathname.replace(/\/$/, "")}/v1/_ws`;
}

function readWebSocket(given: WebSocketConstructor | undefined): WebSocketConstructor {
  const found = given ?? (typeof WebSocket === "undefined" ? undefined : WebSocket);
  if (found !== undefined) return found;
  throw new AgentSocketError(
    "no_websocket",
    'This runtime has no WebSocket of its own. Use Node 22 or newer, or install "ws" and pass it: connect({ …, WebSocket }).',
  );
}

type KeptIn = Pick<CheckedOptions, "store" | "turn" | "release">;

function readStore(persist: ConnectOptions["persist"], name: string): KeptIn {
  const release = (): void => undefined;
  if (typeof persist === "object" && persist !== null) return { store: persist, turn: null, release };
  if (persist !== undefined && persist !== "tab" && persist !== "browser" && persist !== "none")
    throw invalid('"persist" must be "tab", "browser", "none", or a store: { load, save, clear }.');
  if (persist === "none" || typeof document === "undefined") return { store: noStore, turn: null, release };
  const store = (persist === "browser" ? sharedStore(name) : null) ?? { ...tabStore(name), turn: null };
  return { store, turn: store.turn, release: store.release };
}

function text(name: string, value: unknown, maxChars: number): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw invalid(`"${name}" must be a text.`);
  if (value.length > maxChars)
    throw invalid(`"${name}" has ${value.length} characters; at most ${maxChars}.`);
  return value;
}

const invalid = (message: string): AgentSocketError => new AgentSocketError("invalid_options", message);
