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
