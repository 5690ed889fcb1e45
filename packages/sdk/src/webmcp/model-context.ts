/** The door for a browser's WebMCP: whichever shape of it there is becomes one way to list tools and to call them. */
import { type Method, methodOf } from "./method-of.ts";
import { readPageTool } from "./page-tool.ts";
import type { ToolSource } from "./tool-source.ts";
import { watchRegistrations } from "./watched-context.ts";

/**
 * `document.modelContext` with `getTools()` and `executeTool()` (the draft since mid-2026, its polyfill, Chromium);
 * `navigator.modelContext` of the same kind; or an older one that only takes registrations: of that, those that are made
 * from now on. `null` where there is none.
 */
export function findModelContext(): ToolSource | null {
  if (typeof document === "undefined") return null;
  const found = contextOf(document) ?? contextOf(navigator);
  if (found === null) return null;
  const [getTools, executeTool] = [methodOf(found, "getTools"), methodOf(found, "executeTool")];
  return getTools !== null && executeTool !== null
    ? readableContext(found, getTools, executeTool)
    : watchRegistrations(found);
}

function contextOf(owner: object): object | null {
  const context: unknown = Reflect.get(owner, "modelContext");
  return typeof context === "object" && context !== null ? context : null;
}

function readableContext(context: object, getTools: Method, executeTool: Method): ToolSource {
  const found = async (): Promise<readonly object[]> => {
    const tools: unknown = await getTools();
    return Array.isArray(tools) ? tools.filter((tool) => typeof tool === "object" && tool !== null) : [];
  };
  return {
    list: async () => (await found()).map(readPageTool).filter((tool) => tool !== null),
    async call(name, input, signal) {
      const tool = (await found()).find((one) => Reflect.get(one, "name") === name);
      if (tool === undefined) throw new Error(`The page has no tool "${name}" any more.`);
      return executeTool(tool, bothForms(input), { signal });
    },
    watch(changed) {
      if (!(context instanceof EventTarget)) return () => undefined;
      context.addEventListener("toolchange", changed);
      return () => context.removeEventListener("toolchange", changed);
    },
  };
}

/**
 * The draft takes an object; before that, and in the polyfill, it was the object's JSON. An object that becomes its JSON
 * when it is made a text is both.
 */
function bothForms(input: object): object {
  if (Object.hasOwn(input, "toString")) return input;
  return Object.defineProperty({ ...input }, "toString", { value: () => JSON.stringify(input) });
}
