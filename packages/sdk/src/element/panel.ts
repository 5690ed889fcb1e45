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
  /** The tool's name for people; `null` where none was called. */
  readonly title: string | null;
  /** `asking`: it waits for the person on this page. */
  readonly outcome:
    "running" | "asking" | "opened" | "connected" | "ok" | "failed" | "cancelled" | "declined" | "paused";
  readonly durationMs: number | null;
};

export type Panel = {
  readonly phase: Phase;
  readonly link: AgentLink | null;
  readonly isShown: boolean;
  /** `now` for a moment, to say that it worked. */
  readonly copied: "never" | "now" | "before";
  readonly calls: number;
  /** Newest first. */
  readonly log: readonly LogLine[];
  /** Why there is no link, in words; shown where the person decides. */
  readonly notice: string | null;
  /** What became of the last link, where nobody here ended it. */
  readonly gone: "expired" | "revoked" | null;
};

export type PanelEvent =
  | { readonly type: "found"; readonly link: AgentLink }
  | { readonly type: "agreed" }
  | { readonly type: "minted"; readonly link: AgentLink }
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "shown"; readonly isShown: boolean }
  | { readonly type: "copied"; readonly isNow: boolean }
  | { readonly type: "activity"; readonly activity: Activity }
  | { readonly type: "disconnecting" }
  | { readonly type: "gone"; readonly tokenId: string; readonly notice: string; readonly why: Panel["gone"] };

/** Older lines are dropped: the log is for watching, the dashboard for reading. */
const LOG_LINES = 50;

export const emptyPanel: Panel = {
  phase: "consent",
  link: null,
  isShown: false,
  copied: "never",
  calls: 0,
  log: [],
  notice: null,
  gone: null,
};

export function nextPanel(panel: Panel, event: PanelEvent): Panel {
  switch (event.type) {
    case "found":
      // It was handed over before the page was loaded anew.
      return { ...emptyPanel, phase: "ready", link: event.link, copied: "before" };
    case "agreed":
      return panel.phase === "consent" ? { ...panel, phase: "creating", notice: null, gone: null } : panel;
    case "minted":
      return { ...emptyPanel, phase: "ready", link: event.link };
    case "refused":
      return { ...panel, phase: panel.link === null ? "consent" : "ready", notice: event.message };
    case "shown":
      return { ...panel, isShown: event.isShown };
    case "copied":
      return { ...panel, copied: event.isNow ? "now" : "before" };
    case "activity":
      return event.activity.tokenId === panel.link?.tokenId ? withActivity(panel, event.activity) : panel;
    case "disconnecting":
      return panel.phase === "ready" ? { ...panel, phase: "ending", notice: null } : panel;
    case "gone":
      return event.tokenId === panel.link?.tokenId
        ? { ...emptyPanel, notice: event.notice, gone: event.why }
        : panel;
  }
}

function withActivity(panel: Panel, activity: Activity): Panel {
  const { atMs, client, kind } = activity;
  const add = (line: Pick<LogLine, "id" | "title" | "outcome">): readonly LogLine[] =>
    [{ ...line, atMs, client, durationMs: null }, ...panel.log].slice(0, LOG_LINES);
  const change = (part: Partial<LogLine>): readonly LogLine[] =>
    panel.log.map((line) =>
      "callId" in activity && line.id === activity.callId ? { ...line, ...part } : line,
    );
  switch (kind) {
    case "link_opened":
    case "agent_connected": {
      const outcome = kind === "link_opened" ? "opened" : "connected";
      return { ...panel, log: add({ id: `${kind}-${atMs}`, title: null, outcome }) };
    }
    case "call_started": {
      const { callId: id, title } = activity;
      return { ...panel, calls: panel.calls + 1, log: add({ id, title, outcome: "running" }) };
    }
    case "person_asked":
      return { ...panel, log: change({ outcome: "asking" }) };
    case "person_answered":
      return { ...panel, log: change({ outcome: "running" }) };
    case "call_finished":
      return { ...panel, log: change({ outcome: activity.outcome, durationMs: activity.durationMs }) };
  }
}
