/** Which tools a link may call. */
import { isReadOnlyTool, no, ok, refuse, type Result } from "@agent-socket/protocol";
import type { Link } from "./records.ts";
import type { CheckedTool } from "./session.ts";

export function inScope(link: Link, tool: CheckedTool): Result<CheckedTool> {
  if (link.readOnly && !isReadOnlyTool(tool))
    return no(
      refuse("tool_not_allowed", `This link may only read, and "${tool.name}" changes something.`, {
        hint: "The user can make a link that may.",
      }),
    );
  if (link.tools !== null && !link.tools.includes(tool.name))
    return no(
      refuse("tool_not_allowed", `This link may not call "${tool.name}".`, {
        hint: `It may call: ${link.tools.join(", ")}.`,
      }),
    );
  return ok(tool);
}

/** A link acts by GET, whatever the tool's own method is; of several tools at one path a GET reaches one. */
export function toolByGet(tools: readonly CheckedTool[], path: string): CheckedTool | undefined {
  const atPath = tools.filter((tool) => tool.path === path);
  return atPath.find(({ method }) => method === "GET") ?? atPath[0];
}
