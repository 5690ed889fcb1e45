/** `@agent-socket/sdk/button`: importing it defines `<agent-socket-connect>`. Safe to import where there is no page. */
import { AgentSocketConnect } from "./element/connect-element.ts";

export { AgentSocketConnect };

declare global {
  interface HTMLElementTagNameMap {
    "agent-socket-connect": AgentSocketConnect;
  }
}

if (typeof customElements !== "undefined" && customElements.get("agent-socket-connect") === undefined)
  customElements.define("agent-socket-connect", AgentSocketConnect);
