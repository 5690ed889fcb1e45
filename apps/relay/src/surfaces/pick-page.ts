/** Choosing a tool's arguments step by step, by links alone. Opening these pages runs nothing; only the last links act. */
import { cleanLine, limits, refuse, type Tool } from "@agent-socket/protocol";
import { type Answer, byteLength, refusalAnswer, textAnswer } from "./answer.ts";
import { type Argument, argumentsOf, describeArgument } from "./arguments.ts";
import {
  countIn,
  freshAskLink,
  homeLink,
  ONCE,
  pickLink,
  type Query,
  runLink,
  valueIn,
} from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { integers, nextStep, option, type Option, optionLink, type Step } from "./steps.ts";
import { oneLine, type PrintedLink, titleOf } from "./tool-links.ts";

type Page = { readonly view: LinkView; readonly tool: Tool; readonly chosen: Query; readonly query: Query };
type Choice = Page & { readonly argument: Argument; readonly isLast: boolean };

const MAX_CHOSEN_CHARS = 400;
const MAX_INTRO_CHARS = 700;
const MAX_OPTIONS_A_PAGE = 48;
/** What stands around the links stays below the rest of the page. */
const LINKS_BYTES_A_PAGE = limits.PAGE_BYTES - 2_400;
/** Which optional argument to offer, and which part of its range or, by position, of its values. */
const ASK = "_ask";
const FROM = "_from";
const TO = "_to";

const RUNS = "Each of these links runs the call, once";
const LEADS = "Each of these links chooses it and leads to the next choice";

export function pickPage(view: LinkView, path: string, query: Query, requestId: string): Answer {
  const tool = view.toolsByLink.find((candidate) => candidate.path === path);
  if (tool === undefined) {
    const hint = { hint: `All tools: ${view.base}` };
    return refusalAnswer(refuse("no_such_tool", `No tool at ${path} can be called by link.`, hint), {
      requestId,
    });
  }
  const known = argumentsOf(tool);
  const chosen = query.filter(([name]) => known.some((argument) => argument.name === name));
  const page: Page = { view, tool, chosen, query };
  const step = nextStep(tool, chosen, MAX_OPTIONS_A_PAGE, valueIn(query, ASK));
  const said = chosen.map(([name, text]) => `${name} = ${text}`).join(", ");
  const text = `# ${titleOf(tool)} (${tool.name}): choosing what to call it with
Opening this page runs nothing.
Chosen so far: ${cleanLine(said, MAX_CHOSEN_CHARS) || "nothing yet"}

${bodyOf(page, step)}
${askLine(page, step)}
Back to all tools: ${homeLink(view)}
`;
  return textAnswer(200, text, "text/plain");
}

function bodyOf(page: Page, step: Step): string {
  switch (step.kind) {
    case "ready":
      return finalStep(page);
    case "few":
      return `${introOf(step.arguments)}\n${step.isLast ? RUNS : LEADS}:\n${optionList(page, step)}`;
    case "many":
      return step.choices.kind === "range"
        ? rangeStep({ ...page, argument: step.argument, isLast: step.isLast }, step.choices)
        : valueStep({ ...page, argument: step.argument, isLast: step.isLast }, step.choices.values);
    case "free":
      return freeStep(page, step);
  }
}

const introOf = (next: readonly Argument[]): string =>
  cleanLine(`To choose now: ${next.map(describeArgument).join("; ")}`, MAX_INTRO_CHARS);

function optionList(page: Page, step: Extract<Step, { kind: "few" | "free" }>): string {
  const { view, tool, chosen, query } = page;
  const start = Math.min(countIn(query, FROM), step.options.length);
  const links = step.options.slice(start).map((one) => ({
    meaning: one.meaning,
    url: optionLink(view, tool, chosen, one, step.isLast),
  }));
  const [first] = step.arguments;
  return fittingList(links, (count) => ({
    meaning: "More of them",
    url: pickLink(view, tool, [...chosen, ...asking(first), [FROM, String(start + count)]]),
  }));
}

function valueStep(choice: Choice, values: readonly Parameters<typeof option>[1][]): string {
  const options = values.map((value) => option(choice.argument, value));
  const step = { kind: "few", arguments: [choice.argument], options, isLast: choice.isLast } as const;
  return `${introOf([choice.argument])}\n${choice.isLast ? RUNS : LEADS}:\n${optionList(choice, step)}`;
}

function rangeStep(choice: Choice, range: { readonly from: number; readonly to: number }): string {
  const { view, tool, chosen, query, argument, isLast } = choice;
  const from = clamp(query, FROM, range.from, range);
  const to = clamp(query, TO, range.to, range);
  const intro = introOf([argument]);
  if (to - from >= MAX_OPTIONS_A_PAGE)
    return `${intro}\nEach of these links leads to a part of the range:\n${rangeParts(choice, from, to)}`;
  const links = integers(from, to).map((value) => {
    const one: Option = option(argument, value);
    return { meaning: one.meaning, url: optionLink(view, tool, chosen, one, isLast) };
  });
  const list = fittingList(links, (count) => partLink(choice, from + count, to));
  return `${intro}\n${isLast ? RUNS : LEADS}:\n${list}`;
}

/** In so many parts that the fewest pages lead to each value. */
function rangeParts(choice: Choice, from: number, to: number): string {
  const size = to - from + 1;
  const levels = Math.ceil(Math.log(size) / Math.log(MAX_OPTIONS_A_PAGE));
  const parts = Math.min(MAX_OPTIONS_A_PAGE, Math.ceil(size ** (1 / levels)));
  const length = Math.ceil(size / parts);
  const starts = integers(0, Math.ceil(size / length) - 1).map((index) => from + index * length);
  const links = starts.map((start) => partLink(choice, start, Math.min(start + length - 1, to)));
  return links.map((link) => `- ${oneLine(link)}`).join("\n");
}

const partLink = ({ view, tool, chosen, argument }: Choice, from: number, to: number): PrintedLink => ({
  meaning: `${argument.name} from ${from} to ${to}`,
  url: pickLink(view, tool, [...chosen, ...asking(argument), [FROM, String(from)], [TO, String(to)]]),
});

/** Names the argument whose page it is, so that an optional one stays asked for. */
const asking = (argument: Argument | undefined): Query =>
  argument === undefined ? [] : [[ASK, argument.name]];

/** As many of the links as fit a page, and then one that leads to the others. */
function fittingList(links: readonly PrintedLink[], rest: (count: number) => PrintedLink): string {
  let bytes = 0;
  const lines = links.map((link) => `- ${oneLine(link)}`);
  const end = lines.findIndex((line, index) => {
    bytes += byteLength(line) + 1;
    return index > 0 && (index === MAX_OPTIONS_A_PAGE || bytes > LINKS_BYTES_A_PAGE);
  });
  return (end === -1 ? lines : [...lines.slice(0, end), `- ${oneLine(rest(end))}`]).join("\n");
}

function finalStep({ view, tool, chosen }: Page): string {
  const run = { meaning: "Run the call with this, once", url: runLink(view, tool, chosen) };
  const options = argumentsOf(tool)
    .filter(({ name }) => !chosen.some(([other]) => other === name))
    .map((argument) => ({
      meaning: `Choose ${argument.name} first (optional)`,
      url: pickLink(view, tool, [...chosen, ...asking(argument)]),
    }));
  return fittingList([run, ...options], () => ({ meaning: "All tools", url: homeLink(view) }));
}

/** Values that nobody can list: known examples as links, and a form of address for readers that can compose one. */
function freeStep(page: Page, step: Extract<Step, { kind: "free" }>): string {
  const { view, tool, chosen } = page;
  const blanks = step.arguments.map(
    ({ name }) => `${encodeURIComponent(name)}={${name.replaceAll(/\W/g, "") || "VALUE"}}`,
  );
  const before = new URLSearchParams(chosen.map(([name, text]) => [name, text])).toString();
  const query = [...(before === "" ? [] : [before]), ...blanks, `${ONCE}={NEW}`].join("&");
  const examples =
    step.options.length === 0
      ? ""
      : `\n${step.isLast ? RUNS : LEADS}, with a value that is known to fit:\n${optionList(page, step)}`;
  return `${introOf(step.arguments)}
This value is free. Addresses may also be composed: percent-encoded text in place of the braces, and for {NEW} any text not used before:
- ${view.base}${tool.path}?${query}${examples}`;
}

function askLine({ view, tool, chosen }: Page, step: Step): string {
  if (!view.canAsk) return "";
  const what = step.kind === "ready" ? "look at this and send it" : "fill in the rest and send it";
  const url = freshAskLink(view, tool, chosen);
  return `\nAsk the person in the app to ${what} (they see a form there): ${url}\n`;
}

function clamp(query: Query, name: string, fallback: number, range: { from: number; to: number }): number {
  const text = valueIn(query, name);
  const value = text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : fallback;
  return Math.min(range.to, Math.max(range.from, value));
}
