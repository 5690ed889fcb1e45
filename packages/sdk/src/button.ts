/** `@agent-socket/sdk/button`: importing it defines `<agent-socket-connect>`. Safe to import where there is no page. */
import { AgentSocketConnect } from "./element/connect-element.ts";
import type { Activity } from "./session/activity.ts";
import type { SessionStatus } from "./session/session.ts";

export { AgentSocketConnect };

declare global {
  interface HTMLElementTagNameMap {
    "agent-socket-connect": AgentSocketConnect;
  }
  interface HTMLElementEventMap {
    "agent-socket-link": CustomEvent<{ readonly tokenId: string; readonly label: string | null }>;
    "agent-socket-copied": CustomEvent<{ readonly tokenId: string }>;
    "agent-socket-activity": CustomEvent<Activity>;
    "agent-socket-status": CustomEvent<{ readonly status: SessionStatus }>;
    "agent-socket-gone": CustomEvent<{ readonly tokenId: string }>;
  }
}

if (typeof customElements !== "undefined" && customElements.get("agent-socket-connect") === undefined)
  customElements.define("agent-socket-connect", AgentSocketConnect);
