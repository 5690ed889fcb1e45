/** What can be done next, as literal links: a reader that can only open printed addresses needs nothing else. */
import { isReadOnlyTool, type Tool } from "@agent-socket/protocol";
import { lasting } from "./call-link.ts";
import { fitted, type Item } from "./fit.ts";
import type { LinkView } from "./link-view.ts";
import { stepsLeft } from "./steps.ts";
import { firstChoices, type PrintedLink, titleOf, type ToolLink, toolLinks, twoLines } from "./tool-links.ts";

/** Of the number before each item. */
const NUMBER_BYTES = 5;

/** A numbered list: those in `first`, then links of each tool, as far as they fit. `called` was used last. */
export function nextList(
  view: LinkView,
  first: readonly PrintedLink[],
  maxBytes: number,
  called?: string,
): string {
  const offered = new Set(first.map(({ url }) => lasting(url)));
  const items = [
    ...first.map((link): Item => ({ forms: [() => twoLines(link)], rank: 0 })),
    ...inOrder(view.toolsByLink, called).flatMap((tool) => toolItem(view, tool, called, offered)),
  ];
  return fitted(items, maxBytes - items.length * NUMBER_BYTES)
    .map((text, index) => `${index + 1}. ${text}`)
    .join("\n");
}

/** What only has to be opened to be read, then the tool that was used last, then the others. */
function inOrder(tools: readonly Tool[], called: string | undefined): readonly Tool[] {
  const place = (tool: Tool) =>
    isReadOnlyTool(tool) && stepsLeft(tool) === 0 ? 0 : tool.name === called ? 1 : 2;
  return [...tools].sort((a, b) => place(a) - place(b));
}

function toolItem(
  view: LinkView,
  tool: Tool,
  called: string | undefined,
  offered: ReadonlySet<string>,
): readonly Item[] {
  const [main] = toolLinks(view, tool);
  if (main === undefined || offered.has(lasting(main.url))) return [];
  const short = twoLines({ meaning: meaningOf(tool, main), url: main.url });
  const choices = () =>
    [short, ...(firstChoices(view, tool)?.lines ?? []).map((text) => `   ${text}`)].join("\n");
  // The tool that was used last is the likeliest to be used again.
  return [{ forms: tool.name === called ? [() => short, choices] : [() => short], rank: 0 }];
}

const meaningOf = (tool: Tool, { kind, detail }: ToolLink): string =>
  kind === "choose" ? `${titleOf(tool)}: choose ${detail}` : titleOf(tool);
