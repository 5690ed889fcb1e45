/** Every sentence that a person reads in the button and its dialog, but for those of the guide. */
import type { AgentSocketError } from "../agent-socket-error.ts";
import { clientName } from "../client-name.ts";
import type { SessionStatus } from "../session/session.ts";
import type { ToolSummary } from "../tools/tool-summary.ts";
import type { LogLine, Panel } from "./panel.ts";
import type { ConnectState } from "./state.ts";

/** How a state is painted; never the only sign of it. */
export type Tone = "idle" | "waiting" | "live" | "busy" | "trouble";
export type IconName =
  "spark" | "link" | "clock" | "eye" | "check" | "work" | "ask" | "pause" | "again" | "off";

export type StateWords = {
  readonly tone: Tone;
  readonly icon: IconName;
  /** On the button; its own label where `null`. */
  readonly button: string | null;
  /** In the dialog, and said to a screen reader where `isSaid`. */
  readonly status: string;
  readonly isSaid: boolean;
};

const row = (
  tone: Tone,
  icon: IconName,
  button: string | null,
  status: string,
  isSaid = true,
): StateWords => ({ tone, icon, button, status, isSaid });

const WORDS: Readonly<Record<ConnectState, StateWords>> = {
  idle: row("idle", "spark", null, "No AI is connected.", false),
  consent: row("idle", "spark", null, "No AI is connected.", false),
  creating: row("idle", "spark", "Creating link…", "Making a link…"),
  ready: row(
    "waiting",
    "link",
    "AI link: ready",
    "The link is ready. Copy the text, and paste it into your AI’s chat.",
  ),
  copied: row("waiting", "check", "AI link: copied", "Copied. Paste it into your AI’s chat."),
  waiting: row(
    "waiting",
    "clock",
    "AI link: waiting",
    "Waiting for your AI. Paste the text into its chat.",
    false,
  ),
  opened: row("waiting", "eye", "AI link: opened", "{who} opened the link. Nothing was called yet."),
  connected: row("live", "check", "AI connected", "{who} is connected. {calls} so far.", false),
  calling: row("busy", "work", "AI is working", "{who} is calling: {title}", false),
  "needs-approval": row("busy", "ask", "AI asks you", "{who} waits for your answer: {title}"),
  paused: row(
    "waiting",
    "pause",
    "AI paused",
    "Paused. The AI is told to wait: nothing runs until you resume.",
  ),
  standby: row("waiting", "link", "AI: in another tab", "Another tab of this app is connected."),
  reconnecting: row("trouble", "again", "AI link: reconnecting", "Connection lost. Reconnecting…"),
  expired: row("trouble", "off", "AI link: expired", "The link has expired."),
  revoked: row("trouble", "off", "AI link: ended", "The link does not work any more."),
  error: row("trouble", "off", null, "This page is not connected any more."),
};

/** The words of a state, with what is going on filled in. */
export function stateWords(
  state: ConnectState,
  panel: Panel,
  status: SessionStatus | null,
  error: AgentSocketError | null,
): StateWords {
  const words = WORDS[state];
  if (state === "reconnecting" && status === "connecting")
    return { ...words, status: connectingWords(error) };
  if (state === "error")
    return {
      ...words,
      button: panel.link === null ? null : "AI link: off",
      status: error === null ? words.status : error.message,
    };
  if (panel.phase === "ending") return { ...words, status: "Disconnecting…" };
  return { ...words, status: filled(words.status, panel) };
}

const connectingWords = (error: AgentSocketError | null): string =>
  error === null ? "Connecting…" : "No connection yet. Trying again…";

function filled(template: string, { log, calls }: Panel): string {
  const line =
    log.find(({ outcome }) => outcome === "asking") ??
    log.find(({ outcome }) => outcome === "running") ??
    log[0];
  return template
    .replace("{who}", clientName(line?.client ?? null))
    .replace("{calls}", calls === 1 ? "1 call" : `${calls} calls`)
    .replace("{title}", () => line?.title ?? "");
}

/** What keeps the person from getting a link, or `null`. With a link, the status line says it. */
export function noticeWords(
  panel: Panel,
  status: SessionStatus | null,
  error: AgentSocketError | null,
): string | null {
  if (panel.notice !== null || panel.link !== null) return panel.notice;
  if (status === "reconnecting") return "Connection lost. Reconnecting…";
  if (error === null) return null;
  return status === "ended" ? errorWords(error) : "The relay cannot be reached at the moment. Trying again…";
}

export const errorWords = ({ message, hint }: AgentSocketError): string =>
  hint === null ? message : `${message} ${hint}`;

export function logWords({ client, title, outcome, durationMs }: LogLine): {
  readonly what: string;
  readonly how: string;
} {
  if (outcome === "opened" || outcome === "connected")
    return {
      what: `${clientName(client)} ${outcome === "opened" ? "opened the link" : "connected"}`,
      how: "",
    };
  const what = title ?? "";
  const how = HOW[outcome];
  return { what, how: how ?? `${outcome === "ok" ? "done" : "failed"}, ${durationWords(durationMs ?? 0)}` };
}

const HOW: Readonly<Partial<Record<LogLine["outcome"], string>>> = {
  running: "running…",
  asking: "asks you…",
  cancelled: "cancelled",
  declined: "you said no",
  paused: "refused while paused",
};

const durationWords = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** What the person copies. A request by the person, with the address at the end, is what chats act on. */
export const requestSentence = (appName: string | null, url: string): string =>
  `Please use ${appName === null ? "my app" : `my app "${appName}"`} for me. Open this link first: it says what you can do and how. ${url}`;

/** The address with its secret part as dots. */
export const maskedUrl = (url: string): string => url.replace(/[^/]+$/, "••••••••••••");

export type ConsentGroup = { readonly heading: string; readonly tools: readonly ToolSummary[] };

const GROUPS: readonly (readonly [ToolSummary["effect"], string])[] = [
  ["reads", "It can see"],
  ["changes", "It can change"],
  ["destroys", "It can delete for good"],
];

export const consentGroups = (tools: readonly ToolSummary[]): readonly ConsentGroup[] => {
  const groups = GROUPS.map(([effect, heading]) => ({
    heading,
    tools: tools.filter((tool) => !tool.asksFirst && tool.effect === effect),
  }));
  const asking = {
    heading: "It asks you before it can",
    tools: tools.filter(({ asksFirst }) => asksFirst),
  };
  return [...groups, asking].filter((group) => group.tools.length > 0);
};

export const goneWords = (by: "app" | "holder" | "developer"): string =>
  ({
    app: "Disconnected. The link does not work any more.",
    holder: "The link was ended by whoever had it.",
    developer: "The link was revoked in the dashboard.",
  })[by];

export const LOST =
  "The connection was away for too long, and the link does not work any more. Make a new one.";

export const EXPIRED = "The link has expired. Make a new one to go on.";
