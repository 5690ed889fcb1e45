/** `@agent-socket/sdk/button`: importing it defines `<agent-socket-connect>`. Safe to import where there is no page. */
import { AgentSocketConnect } from "./element/connect-element.ts";
import { defineConnectElement } from "./element/define.ts";
import type { ConnectState } from "./element/state.ts";
import type { Activity } from "./session/activity.ts";
import type { SessionStatus } from "./session/session.ts";

export { AgentSocketConnect };
export type { ConnectState };

declare global {
  interface HTMLElementTagNameMap {
    "agent-socket-connect": AgentSocketConnect;
  }
  interface HTMLElementEventMap {
    "agent-socket-state": CustomEvent<{ readonly state: ConnectState }>;
    "agent-socket-link": CustomEvent<{ readonly tokenId: string; readonly label: string | null }>;
    "agent-socket-copied": CustomEvent<{ readonly tokenId: string }>;
    "agent-socket-activity": CustomEvent<Activity>;
    "agent-socket-status": CustomEvent<{ readonly status: SessionStatus }>;
    "agent-socket-gone": CustomEvent<{ readonly tokenId: string }>;
  }
}

defineConnectElement();
