/** Every sentence that a person reads in the button and its dialog. */
import type { AgentSocketError } from "../agent-socket-error.ts";
import type { SessionStatus } from "../session/session.ts";
import type { ToolSummary } from "../tools/tool-table.ts";
import type { LogLine, Panel } from "./panel.ts";

/** How a state is painted; never the only sign of it. */
export type Tone = "idle" | "waiting" | "live" | "busy" | "trouble";

export type StatusWords = { readonly tone: Tone; readonly text: string };

const CLIENT_NAMES: Readonly<Record<string, string>> = {
  claude: "Claude",
  chatgpt: "ChatGPT",
  gemini: "Gemini",
  perplexity: "Perplexity",
  mistral: "Mistral",
  deepseek: "DeepSeek",
  copilot: "Copilot",
  cursor: "Cursor",
};

/** Only chats are named: "curl" or "python" would mean nothing to most people. */
export const clientName = (client: string | null): string => CLIENT_NAMES[client ?? ""] ?? "Your AI";

export function statusWords(
  panel: Panel,
  status: SessionStatus,
  error: AgentSocketError | null,
): StatusWords {
  if (status === "ended")
    return { tone: "trouble", text: error === null ? "This page is not connected any more." : error.message };
  if (status === "reconnecting") return { tone: "trouble", text: "Connection lost. Reconnecting…" };
  if (status === "connecting")
    return error === null
      ? { tone: "waiting", text: "Connecting…" }
      : { tone: "trouble", text: "No connection yet. Trying again…" };
  if (panel.phase === "ending") return { tone: "busy", text: "Disconnecting…" };
  if (panel.link === null)
    return { tone: "idle", text: panel.phase === "creating" ? "Making a link…" : "No AI is connected." };
  const [newest] = panel.log;
  if (newest === undefined)
    return { tone: "waiting", text: "Waiting for your AI. Paste the text into its chat." };
  const who = clientName(newest.client);
  const running = panel.log.find(({ outcome }) => outcome === "running");
  if (running !== undefined)
    return { tone: "busy", text: `${clientName(running.client)} is calling: ${running.title}` };
  if (panel.calls === 0) return { tone: "waiting", text: `${who} opened the link.` };
  return {
    tone: "live",
    text: `${who} is connected. ${panel.calls === 1 ? "1 call" : `${panel.calls} calls`} so far.`,
  };
}

/** What keeps the person from getting a link, or `null`. With a link, the status line says it. */
export function noticeWords(
  panel: Panel,
  status: SessionStatus,
  error: AgentSocketError | null,
): string | null {
  if (panel.notice !== null || panel.link !== null) return panel.notice;
  if (status === "reconnecting") return "Connection lost. Reconnecting…";
  if (error === null) return null;
  return status === "ended" ? errorWords(error) : "The relay cannot be reached at the moment. Trying again…";
}

export const errorWords = ({ message, hint }: AgentSocketError): string =>
  hint === null ? message : `${message} ${hint}`;

/** The words on the button itself. */
export function buttonWords(panel: Panel, status: SessionStatus, label: string): StatusWords {
  if (panel.link === null) return { tone: "idle", text: label };
  const { tone } = statusWords(panel, status, null);
  if (tone === "trouble")
    return { tone, text: status === "ended" ? "AI link: off" : "AI link: reconnecting" };
  return panel.calls === 0 ? { tone, text: "AI link: waiting" } : { tone, text: "AI connected" };
}

export function logWords({ client, title, outcome, durationMs }: LogLine): {
  readonly what: string;
  readonly how: string;
} {
  if (outcome === "opened") return { what: `${clientName(client)} opened the link`, how: "" };
  const what = title ?? "";
  if (outcome === "running") return { what, how: "running…" };
  if (outcome === "cancelled") return { what, how: "cancelled" };
  return { what, how: `${outcome === "ok" ? "done" : "failed"}, ${durationWords(durationMs ?? 0)}` };
}

const durationWords = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** What the person copies. A request by the person, with the address at the end, is what chats act on. */
export const requestSentence = (appName: string | null, url: string): string =>
  `Please use ${appName === null ? "my app" : `my app "${appName}"`} for me. Open this link first: it says what you can do and how. ${url}`;

/** The address with its secret part as dots. */
export const maskedUrl = (url: string): string => url.replace(/[^/]+$/, "••••••••••••");

export type ConsentGroup = { readonly heading: string; readonly titles: readonly string[] };

const GROUPS: readonly (readonly [ToolSummary["effect"], string])[] = [
  ["reads", "It can see"],
  ["changes", "It can change"],
  ["destroys", "It can delete for good"],
];

export const consentGroups = (tools: readonly ToolSummary[]): readonly ConsentGroup[] =>
  GROUPS.map(([effect, heading]) => ({
    heading,
    titles: tools.filter((tool) => tool.effect === effect).map(({ title }) => title),
  })).filter(({ titles }) => titles.length > 0);

export const goneWords = (by: "app" | "holder" | "developer"): string =>
  ({
    app: "Disconnected. The link does not work any more.",
    holder: "The link was ended by whoever had it.",
    developer: "The link was revoked in the dashboard.",
  })[by];

export const LOST =
  "The connection was away for too long, and the link does not work any more. Make a new one.";
