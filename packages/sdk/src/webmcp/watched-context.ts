/** An older WebMCP, which takes tools and lists none: what is registered from now on is written down in passing. */
import { methodOf } from "./method-of.ts";
import { type PageTool, readPageTool } from "./page-tool.ts";
import type { ToolSource } from "./tool-source.ts";

type Registered = { readonly tool: PageTool; readonly execute: (...args: unknown[]) => unknown };

export function watchRegistrations(context: object): ToolSource {
  const tools = new Map<string, Registered>();
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const add = (given: unknown): void => {
    if (typeof given !== "object" || given === null) return;
    const [tool, execute] = [readPageTool(given), methodOf(given, "execute")];
    if (tool !== null && execute !== null) tools.set(tool.name, { tool, execute });
  };
  const remove = (name: unknown): void => void (typeof name === "string" && tools.delete(name));
  after(context, "registerTool", (given, options) => {
    add(given);
    const name: unknown = typeof given === "object" && given !== null ? Reflect.get(given, "name") : null;
    signalOf(options)?.addEventListener("abort", () => (remove(name), changed()));
    changed();
  });
  after(context, "unregisterTool", (name) => (remove(name), changed()));
  after(context, "clearContext", () => (tools.clear(), changed()));
  after(context, "provideContext", (given) => {
    tools.clear();
    const all: unknown = typeof given === "object" && given !== null ? Reflect.get(given, "tools") : null;
    if (Array.isArray(all)) all.forEach(add);
    changed();
  });
  return {
    list: () => Promise.resolve([...tools.values()].map(({ tool }) => tool)),
    async call(name, input, signal) {
      const found = tools.get(name);
      if (found === undefined) throw new Error(`The page has no tool "${name}" any more.`);
      return found.execute(input, { signal });
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Calls `told` with what the method was given, once it took it. The browser's own stays in charge. */
function after(context: object, name: string, told: (...args: unknown[]) => void): void {
  const method = methodOf(context, name);
  if (method === null) return;
  const value = (...args: unknown[]): unknown => {
    const result = method(...args);
    told(...args);
    return result;
  };
  Object.defineProperty(context, name, { value, configurable: true, writable: true });
}

function signalOf(options: unknown): AbortSignal | null {
  if (typeof options !== "object" || options === null) return null;
  const signal: unknown = Reflect.get(options, "signal");
  return signal instanceof AbortSignal ? signal : null;
}
