/** The tools of a link as a list that fits its room: fuller where it can be, in groups and pages where there are many. */
import type { Tool } from "@agent-socket/protocol";
import { byteLength } from "./answer.ts";
import { fresh, TOOLS_PATH } from "./call-link.ts";
import { fitted } from "./fit.ts";
import type { LinkView } from "./link-view.ts";
import { toolItem } from "./tool-entry.ts";
import { oneLine, type PrintedLink } from "./tool-links.ts";

/** Tools that share a group with no other. */
const OTHERS = "others";
const MAX_GROUPS = 30;
const MIN_TOOLS_OF_A_GROUP = 2;
/** For the link to the rest. */
const MORE_BYTES = 320;

/** All of them if there is room, else groups and the first ones. */
export function toolList(view: LinkView, maxBytes: number): string {
  const { tools } = view;
  const all = fitted(
    tools.map((tool) => toolItem(view, tool)),
    maxBytes,
  );
  if (all.length === tools.length) return all.join("\n");
  const groups = groupList(view);
  const isRoomy = byteLength(groups) < maxBytes / 2;
  const head = groups !== "" && isRoomy ? `In groups:\n${groups}\nThe first of them:\n` : "";
  return `${head}${toolPart(view, tools, { from: 0, group: null, maxBytes: maxBytes - byteLength(head), isBrief: true })}`;
}

export type Part = {
  readonly from: number;
  readonly group: string | null;
  readonly maxBytes: number;
  /** A line for each tool, instead of all that is known of it. */
  readonly isBrief: boolean;
};

/** The tools from one on, as many as fit, and a link to the rest. */
export function toolPart(view: LinkView, tools: readonly Tool[], part: Part): string {
  const items = tools.slice(part.from).map((tool) => {
    const item = toolItem(view, tool);
    return part.isBrief ? item : { ...item, forms: item.forms.slice(1) };
  });
  const texts = fitted(items, part.maxBytes - MORE_BYTES);
  const next = part.from + Math.max(1, texts.length);
  const left = tools.length - next;
  if (left <= 0) return texts.join("\n");
  const meaning = `${left} more ${left === 1 ? "tool" : "tools"}`;
  return [...texts, `- ${oneLine({ meaning, url: pageLink(view, next, part.group) })}`].join("\n");
}

/** A line for each group, or nothing where the tools do not form any. */
function groupList(view: LinkView): string {
  const groups = groupsOf(view.tools);
  const isUseful = groups.size > 1 && groups.size <= MAX_GROUPS;
  if (!isUseful) return "";
  return [...groups]
    .map(([name, { length }]): PrintedLink => {
      const meaning = `${name}, ${length} ${length === 1 ? "tool" : "tools"}`;
      return { meaning, url: pageLink(view, 0, name) };
    })
    .map((link) => `- ${oneLine(link)}`)
    .join("\n");
}

/** By the first segment of the path where it has several, else by the first word of the name. */
export function groupsOf(tools: readonly Tool[]): ReadonlyMap<string, readonly Tool[]> {
  const byPrefix = Map.groupBy(tools, prefixOf);
  return Map.groupBy(tools, (tool) => {
    const prefix = prefixOf(tool);
    return (byPrefix.get(prefix)?.length ?? 0) < MIN_TOOLS_OF_A_GROUP ? OTHERS : prefix;
  });
}

function prefixOf({ path, name }: Tool): string {
  const [first = "", ...others] = path.slice(1).split("/");
  return others.length > 0 ? first : (name.split(/[_.-]/)[0] ?? name);
}

function pageLink(view: LinkView, from: number, group: string | null): string {
  const query = new URLSearchParams(group === null ? [] : [["group", group]]);
  if (from > 0) query.set("from", String(from));
  query.set(...fresh(view));
  return `${view.base}${TOOLS_PATH}?${query}`;
}
