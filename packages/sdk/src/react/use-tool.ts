/** A tool that exists while a component is mounted, with the handler of its latest render. */
import { useEffect, useInsertionEffect, useRef } from "react";
import type { JsonSchema, StandardSchema } from "../tools/input-schema.ts";
import { readTools } from "../tools/tool-table.ts";
import type { ToolDefinition, TypedTool } from "../tools/tool.ts";
import { useProvided } from "./use-agent-socket.ts";

const NOBODY = { approve: null, approvesDestructive: false };

/**
 * Exposes a function of the component. The handler may close over state: a call gets that of the latest render. The
 * relay is told only of what an AI can see; a definition that is the same in every render costs nothing.
 *
 * @example
 * ```ts
 * import { useTool } from "@agent-socket/sdk/react";
 * import { useState } from "react";
 *
 * function Counter() {
 *   const [count, setCount] = useState(0);
 *   useTool({ path: "/count", method: "GET", description: "The count.", handler: () => count });
 *   return <button onClick={() => setCount(count + 1)}>{count}</button>;
 * }
 * ```
 */
export function useTool<const Schema extends JsonSchema | StandardSchema>(
  definition: TypedTool<Schema>,
): void {
  const { tools } = useProvided();
  const latest = useRef<ToolDefinition>(definition);
  // Before anything else of the commit, so that no call meets what is not shown any more.
  useInsertionEffect(() => {
    latest.current = definition;
  });
  // Thrown while rendering, so that the component's own error boundary shows a definition that cannot work.
  const seen = JSON.stringify([readTools([definition], NOBODY).wire, definition.approve]);
  useEffect(
    () => tools.add({ ...latest.current, handler: (call) => latest.current.handler(call) }),
    [tools, seen],
  );
}
