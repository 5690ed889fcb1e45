/** What the dialog knows, as plain data, and how what happens changes it. No element is touched here. */
import type { Activity } from "../session/activity.ts";
import type { AgentLink } from "../session/session.ts";

/**
 * - `consent`: the person reads what an AI may do, and decides
 * - `creating`: the link is on its way
 * - `ready`: there is a link
 * - `ending`: the link is being revoked
 */
export type Phase = "consent" | "creating" | "ready" | "ending";

export type LogLine = {
  readonly id: string;
  readonly atMs: number;
  readonly client: string | null;
  /** The tool's name for people; `null` for the opening of the link. */
  readonly title: string | null;
  readonly outcome: "running" | "ok" | "failed" | "cancelled" | "opened";
  readonly durationMs: number | null;
};

export type Panel = {
  readonly phase: Phase;
  readonly link: AgentLink | null;
  readonly isShown: boolean;
  readonly calls: number;
  /** Newest first. */
  readonly log: readonly LogLine[];
  /** Why there is no link, in words; shown where the person decides. */
  readonly notice: string | null;
};

export type PanelEvent =
  | { readonly type: "found"; readonly link: AgentLink }
  | { readonly type: "agreed" }
  | { readonly type: "minted"; readonly link: AgentLink }
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "shown"; readonly isShown: boolean }
  | { readonly type: "activity"; readonly activity: Activity }
  | { readonly type: "disconnecting" }
  | { readonly type: "gone"; readonly tokenId: string; readonly notice: string };

/** Older lines are dropped: the log is for watching, the dashboard for reading. */
const LOG_LINES = 50;

export const emptyPanel: Panel = {
  phase: "consent",
  link: null,
  isShown: false,
  calls: 0,
  log: [],
  notice: null,
};

export function nextPanel(panel: Panel, event: PanelEvent): Panel {
  switch (event.type) {
    case "found":
      return { ...emptyPanel, phase: "ready", link: event.link };
    case "agreed":
      return panel.phase === "consent" ? { ...panel, phase: "creating", notice: null } : panel;
    case "minted":
      return { ...emptyPanel, phase: "ready", link: event.link };
    case "refused":
      return { ...panel, phase: panel.link === null ? "consent" : "ready", notice: event.message };
    case "shown":
      return { ...panel, isShown: event.isShown };
    case "activity":
      return event.activity.tokenId === panel.link?.tokenId ? withActivity(panel, event.activity) : panel;
    case "disconnecting":
      return panel.phase === "ready" ? { ...panel, phase: "ending" } : panel;
    case "gone":
      return event.tokenId === panel.link?.tokenId ? { ...emptyPanel, notice: event.notice } : panel;
  }
}

function withActivity(panel: Panel, activity: Activity): Panel {
  const { atMs, client } = activity;
  if (activity.kind === "link_opened") {
    const line: LogLine = {
      id: `opened-${atMs}`,
      atMs,
      client,
      title: null,
      outcome: "opened",
      durationMs: null,
    };
    return { ...panel, log: [line, ...panel.log].slice(0, LOG_LINES) };
  }
  const { callId: id, title } = activity;
  if (activity.kind === "call_started") {
    const line: LogLine = { id, atMs, client, title, outcome: "running", durationMs: null };
    return { ...panel, calls: panel.calls + 1, log: [line, ...panel.log].slice(0, LOG_LINES) };
  }
  const { outcome, durationMs } = activity;
  return {
    ...panel,
    log: panel.log.map((line) => (line.id === id ? { ...line, outcome, durationMs } : line)),
  };
}
