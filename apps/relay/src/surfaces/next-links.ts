/** What can be done next, as literal links: a reader that can only open printed addresses needs nothing else. */
import {
  cleanLine,
  cleanText,
  isReadOnlyTool,
  type JsonObject,
  limits,
  type Tool,
} from "@agent-socket/protocol";
import { byteLength } from "./answer.ts";
import { argumentsOf, choicesOf } from "./arguments.ts";
import { callLink, pickLink } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";

export type PrintedLink = { readonly meaning: string; readonly url: string };

const MAX_DIRECT_LINKS = 6;
const MAX_EXAMPLE_CHARS = 120;
const MAX_MEANING_CHARS = 300;

/** One or a few links for each tool, until `budgetBytes` are used up. */
export function nextLinks(view: LinkView, budgetBytes: number): readonly PrintedLink[] {
  const links: PrintedLink[] = [];
  let used = 0;
  for (const tool of [...view.toolsByLink].sort(
    (a, b) => Number(isReadOnlyTool(b)) - Number(isReadOnlyTool(a)),
  )) {
    const own = linksOf(view, tool).filter(({ url }) => url.length <= limits.MAX_LINK_CHARS);
    const bytes = own.reduce((sum, link) => sum + byteLength(printLinks([link])) + 3, 0);
    if (used + bytes > budgetBytes) break;
    used += bytes;
    links.push(...own);
  }
  return links;
}

export function printLinks(links: readonly PrintedLink[]): string {
  return links
    .map(({ meaning, url }, index) => `${index + 1}. ${cleanLine(meaning, MAX_MEANING_CHARS)}\n   ${url}`)
    .join("\n");
}

function linksOf(view: LinkView, tool: Tool): readonly PrintedLink[] {
  const meaning = titleOf(tool);
  const known = argumentsOf(tool);
  const required = known.filter(({ isRequired }) => isRequired);
  if (required.length === 0) {
    const ready = { meaning, url: callLink(view, tool, {}) };
    return known.length === 0
      ? [ready]
      : [
          ready,
          {
            meaning: `${meaning}: choose its options step by step`,
            url: pickLink(view, tool, new URLSearchParams()),
          },
        ];
  }
  const [only] = required;
  const choices = required.length === 1 && only !== undefined ? choicesOf(tool, only) : null;
  if (only !== undefined && choices?.kind === "values" && choices.values.length <= MAX_DIRECT_LINKS) {
    return choices.values.map((value) => ({
      meaning: `${meaning}: ${only.name} = ${JSON.stringify(value)}`,
      url: callLink(view, tool, { [only.name]: value }),
    }));
  }
  const pick = {
    meaning: `${meaning}: choose its arguments step by step`,
    url: pickLink(view, tool, new URLSearchParams()),
  };
  const example = tool.examples.find((candidate) => JSON.stringify(candidate).length <= MAX_EXAMPLE_CHARS);
  return example === undefined
    ? [pick]
    : [pick, { meaning: `${meaning}, for example ${words(example)}`, url: callLink(view, tool, example) }];
}

export const titleOf = ({ annotations, description, name }: Tool): string =>
  annotations.title ?? (firstSentence(description) || name);

export const words = (input: JsonObject): string =>
  cleanText(
    Object.entries(input)
      .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
      .join(", "),
  ).replaceAll(/\s+/g, " ") || "no arguments";

const firstSentence = (text: string): string => /^[^.\n]{1,100}/.exec(text)?.[0].trim() ?? "";
