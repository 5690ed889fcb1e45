/** More of the tools than the briefing has room for: a group of them, or those from one on. Opening it runs nothing. */
import { limits, refuse } from "@agent-socket/protocol";
import { type Answer, refusalAnswer, textAnswer } from "./answer.ts";
import { countIn, type Query, valueIn } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { groupsOf, toolPart } from "./tool-list.ts";

/** For what stands around the list. */
const FRAME_BYTES = 700;

export function toolsPage(view: LinkView, query: Query, requestId: string): Answer {
  const group = valueIn(query, "group") ?? null;
  const tools = group === null ? view.tools : groupsOf(view.tools).get(group);
  const from = countIn(query, "from");
  if (tools === undefined || (from >= tools.length && from > 0)) {
    const detail = { hint: `All tools: ${view.base}` };
    return refusalAnswer(refuse("not_found", "There are no such tools on this link.", detail), { requestId });
  }
  const what = group === null ? "Tools" : `Tools of the group ${group}`;
  const list = toolPart(view, tools, {
    from,
    group,
    maxBytes: limits.PAGE_BYTES - FRAME_BYTES,
    isBrief: false,
  });
  const text = `# ${what}, from number ${Math.min(from + 1, tools.length)} of ${tools.length} on

Opening this page runs nothing. A link with "_once" in it runs one call in the app and shows its result.

${list}

Back to the start: ${view.base}
`;
  return textAnswer(200, text, "text/plain");
}
