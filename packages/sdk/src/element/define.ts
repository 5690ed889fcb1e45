/** Makes `<agent-socket-connect>` known to the page, once. Does nothing where there is no page. */
import { AgentSocketConnect } from "./connect-element.ts";

const NAME = "agent-socket-connect";

export function defineConnectElement(): void {
  if (typeof customElements !== "undefined" && customElements.get(NAME) === undefined)
    customElements.define(NAME, AgentSocketConnect);
}
