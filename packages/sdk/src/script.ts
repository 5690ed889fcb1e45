/** The script-tag build: the button, all of the core, and WebMCP for elements that ask for it, in one file. */
import { AgentSocketConnect } from "./element/connect-element.ts";
import { defineConnectElement } from "./element/define.ts";
import { adoptWebMcp } from "./webmcp/adopt-web-mcp.ts";

export * from "./index.ts";
export { AgentSocketConnect, adoptWebMcp };

/** `<agent-socket-connect webmcp>`: what the page registers is what the AI can do. */
function adoptFor(element: AgentSocketConnect): void {
  const own = element.tools;
  adoptWebMcp({ updateTools: (tools) => void (element.tools = tools) }, { tools: own });
}

defineConnectElement();
if (typeof document !== "undefined")
  for (const element of document.querySelectorAll("agent-socket-connect[webmcp]"))
    if (element instanceof AgentSocketConnect) adoptFor(element);
