/** The one state that the button is in, read from what the dialog knows and from the session. */
import type { SessionStatus } from "../session/session.ts";
import type { Panel } from "./panel.ts";

/**
 * - `idle`, `consent`, `creating`: there is no link yet; the dialog is closed, open, or waits for the link
 * - `ready`, `copied`, `waiting`: there is a link; it was not copied yet, just now, or before
 * - `opened`: somebody read the link, which may be an AI or a program that makes a preview; nothing was called
 * - `connected`, `calling`, `needs-approval`: an AI has the tools or has called, calls now, or waits for the person's answer
 * - `paused`: the person stopped the AIs for a while
 * - `standby`: another tab is connected
 * - `reconnecting`: the connection is away, links come back with it
 * - `expired`, `revoked`: the link ended, and not by a click here
 * - `error`: there can be no link; the dialog says why
 */
export type ConnectState =
  | "idle"
  | "consent"
  | "creating"
  | "ready"
  | "copied"
  | "waiting"
  | "opened"
  | "connected"
  | "calling"
  | "needs-approval"
  | "paused"
  | "standby"
  | "reconnecting"
  | "expired"
  | "revoked"
  | "error";

export type Situation = {
  readonly panel: Panel;
  /** `null` where there is no session yet. */
  readonly status: SessionStatus | null;
  readonly isPaused: boolean;
  readonly isOpen: boolean;
};

export function stateOf({ panel, status, isPaused, isOpen }: Situation): ConnectState {
  if (status === "ended") return "error";
  if (status === "standby") return "standby";
  if (panel.phase === "creating") return "creating";
  if (panel.link === null) {
    if (panel.gone !== null) return panel.gone;
    return isOpen ? "consent" : "idle";
  }
  if (status !== "connected") return "reconnecting";
  if (isPaused) return "paused";
  return inUse(panel);
}

function inUse({ log, calls, copied }: Panel): ConnectState {
  if (log.some(({ outcome }) => outcome === "asking")) return "needs-approval";
  if (log.some(({ outcome }) => outcome === "running")) return "calling";
  if (calls > 0 || log.some(({ outcome }) => outcome === "connected")) return "connected";
  if (log.length > 0) return "opened";
  if (copied === "never") return "ready";
  return copied === "now" ? "copied" : "waiting";
}
