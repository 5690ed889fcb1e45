/** The printed links of one tool: the call itself where nothing must be chosen, else the way to it. */
import { cleanLine, type JsonObject, limits, type Tool } from "@agent-socket/protocol";
import { argumentsOf, valueWords } from "./arguments.ts";
import { callLink, pickLink } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { nextStep, optionLink, stepsLeft } from "./steps.ts";

export type PrintedLink = { readonly meaning: string; readonly url: string };

export type ToolLink = {
  readonly kind: "run" | "choose" | "options" | "example";
  /** Names of arguments, or the example in words. */
  readonly detail: string;
  readonly url: string;
};

/** The first choice of a tool is offered at once where it has no more values than this. */
const MAX_FIRST_OPTIONS = 24;
const MAX_EXAMPLE_CHARS = 120;
const MAX_MEANING_CHARS = 200;
const MAX_TITLE_CHARS = 100;
const MAX_WORDS_CHARS = 400;

/** The most useful first. None where links may not call the tool. */
export function toolLinks(view: LinkView, tool: Tool): readonly ToolLink[] {
  if (!view.toolsByLink.includes(tool)) return [];
  const known = argumentsOf(tool);
  const required = known.filter(({ isRequired }) => isRequired);
  const detail = (required.length === 0 ? known : required).map(({ name }) => name).join(", ");
  const url = pickLink(view, tool, []);
  const links: readonly ToolLink[] =
    required.length > 0
      ? [{ kind: "choose", detail, url }, ...exampleLinks(view, tool)]
      : [
          { kind: "run", detail: "", url: callLink(view, tool, {}) },
          ...(known.length === 0 ? [] : [{ kind: "options", detail, url } as const]),
        ];
  return links.filter(isShort);
}

function exampleLinks(view: LinkView, tool: Tool): readonly ToolLink[] {
  const example = tool.examples.find((candidate) => JSON.stringify(candidate).length <= MAX_EXAMPLE_CHARS);
  if (example === undefined) return [];
  return [{ kind: "example", detail: words(example), url: callLink(view, tool, example) }];
}

export type FirstChoices = {
  /** What is chosen by them. */
  readonly names: readonly string[];
  readonly lines: readonly string[];
};

/** A link for each value of what is to be chosen first, under a heading; `null` where these are not few. */
export function firstChoices(view: LinkView, tool: Tool): FirstChoices | null {
  if (!view.toolsByLink.includes(tool) || stepsLeft(tool) === 0) return null;
  const step = nextStep(tool, [], MAX_FIRST_OPTIONS);
  if (step.kind !== "few") return null;
  const links = step.options.map((option) => ({
    meaning: step.arguments.length === 1 ? option.value : option.meaning,
    url: optionLink(view, tool, [], option, step.isLast),
  }));
  if (!links.every(isShort)) return null;
  const names = step.arguments.map(({ name }) => name);
  const head = `${step.isLast ? "Links that run it" : "Links to begin with"}, by ${names.join(", ")}:`;
  return { names, lines: [cleanLine(head, MAX_MEANING_CHARS), ...links.map((link) => `- ${oneLine(link)}`)] };
}

export const isShort = ({ url }: { readonly url: string }): boolean => url.length <= limits.MAX_LINK_CHARS;

// What a link means holds texts of the app: one line, and nothing hidden in it.
const meaningOf = ({ meaning }: PrintedLink): string => cleanLine(meaning, MAX_MEANING_CHARS);

export const oneLine = (link: PrintedLink): string => `${meaningOf(link)}: ${link.url}`;

/** The address in a line of its own, indented for a list. */
export const twoLines = (link: PrintedLink): string => `${meaningOf(link)}\n   ${link.url}`;

export const titleOf = ({ annotations, description, name }: Tool): string =>
  cleanLine(annotations.title ?? (firstSentence(description) || name), MAX_TITLE_CHARS);

export const words = (input: JsonObject): string =>
  cleanLine(
    Object.entries(input)
      .map(([name, value]) => `${name} = ${valueWords(value)}`)
      .join(", "),
    MAX_WORDS_CHARS,
  ) || "no arguments";

const firstSentence = (text: string): string => /^(?:[^.\n]|\.(?=\S)){1,100}/.exec(text)?.[0].trim() ?? "";
