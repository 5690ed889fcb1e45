/** A page that knows WebMCP and nothing of links; the last lines make its tools callable by one. */
import { initializeWebMCPPolyfill } from "@mcp-b/webmcp-polyfill";
import { adoptWebMcp } from "@agent-socket/sdk/webmcp";
import { AgentSocketConnect } from "@agent-socket/sdk/button";

const query = new URLSearchParams(location.search);
const shape = query.get("shape");
if (shape === "polyfill") initializeWebMCPPolyfill();
if (shape === "older") Object.defineProperty(navigator, "modelContext", { value: olderContext() });

const context: unknown = Reflect.get(document, "modelContext") ?? Reflect.get(navigator, "modelContext");
const call = (method: string, ...args: unknown[]): unknown =>
  typeof context === "object" && context !== null
    ? Reflect.apply(Reflect.get(context, method), context, args)
    : undefined;

const numbers = { type: "object", properties: { a: { type: "number" }, b: { type: "number" } } };
const add = {
  name: "add",
  title: "Add numbers",
  description: "Adds two numbers.",
  inputSchema: numbers,
  annotations: { readOnlyHint: true },
  execute: ({ a, b }: { a: number; b: number }) => {
    if (a === 0) throw new Error("Zero is not added here.");
    return Promise.resolve({ sum: a + b });
  },
};
const greet = {
  name: "greet",
  description: "Greets.",
  inputSchema: { type: "object", properties: {} },
  execute: () => Promise.resolve({ content: [{ type: "text", text: "Hello from the page" }] }),
};

// An older context lists nothing, so whoever adopts it has to be there first.
if (shape !== "older") await call("registerTool", add);
const adoption = adoptWebMcp({
  appId: "as_app_anon",
  baseUrl: query.get("relay") ?? "",
  appName: "WebMCP Page",
});
if (shape === "older") call("registerTool", add);
await adoption.ready;

const button = new AgentSocketConnect();
button.session = adoption.session;
const later = new AbortController();
const control = (words: string, press: () => unknown): HTMLElement => {
  const made = document.createElement("button");
  made.textContent = words;
  made.addEventListener("click", () => void press());
  return made;
};
const supported = document.createElement("output");
supported.textContent = adoption.isSupported ? "has WebMCP" : "has no WebMCP";
document.body.append(
  button,
  supported,
  control("Add a tool", () => call("registerTool", greet, { signal: later.signal })),
  control("Remove it", () => (shape === "older" ? call("unregisterTool", "greet") : later.abort())),
);

/** As browsers had it first: it takes tools and gives nothing back. */
function olderContext(): object {
  return { registerTool: () => undefined, unregisterTool: () => undefined };
}
