/** Choosing a tool's arguments one by one, by links alone. Opening these pages runs nothing; only the last links act. */
import { cleanLine, type Json, limits, refuse, type Tool } from "@agent-socket/protocol";
import { type Answer, byteLength, refusalAnswer, textAnswer } from "./answer.ts";
import { type Argument, argumentsOf, choicesOf, describeArgument } from "./arguments.ts";
import { ONCE, pickLink, queryText } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { type PrintedLink, printLinks, titleOf } from "./next-links.ts";

type Query = readonly (readonly [string, string])[];
type Step = {
  readonly view: LinkView;
  readonly tool: Tool;
  readonly chosen: Query;
  readonly next: Argument;
  /** Nothing else has to be chosen: its links run the call. */
  readonly isLast: boolean;
};

const MAX_CHOSEN_CHARS = 500;
const MAX_VALUES_A_PAGE = 40;
/** What stands around the links stays far below the rest of the page. */
const LINKS_BYTES_A_PAGE = limits.PAGE_BYTES - 2_500;
const PARTS_OF_A_RANGE = 16;
/** Which optional argument to offer, and which part of its range or, by position, of its values. */
const ASK = "_ask";
const FROM = "_from";
const TO = "_to";

export function pickPage(view: LinkView, path: string, query: Query, requestId: string): Answer {
  const tool = view.toolsByLink.find((candidate) => candidate.path === path);
  if (tool === undefined)
    return refusalAnswer(
      refuse("no_such_tool", `No tool at ${path} can be called by link.`, { hint: `Start at ${view.base}` }),
      { requestId },
    );
  const known = argumentsOf(tool);
  const chosen = query.filter(([name]) => known.some((argument) => argument.name === name));
  const has = (name: string) => chosen.some(([other]) => other === name);
  const asked = query.find(([name]) => name === ASK)?.[1];
  const next = known.find(({ name, isRequired }) => !has(name) && (isRequired || name === asked));
  const head = `${titleOf(tool)} (${tool.name})\nChosen: ${cleanLine(chosen.map(([name, text]) => `${name} = ${text}`).join(", "), MAX_CHOSEN_CHARS) || "nothing yet"}\n\n`;
  const body =
    next === undefined
      ? finalStep(view, tool, chosen, known)
      : oneStep(view, tool, chosen, known, next, query);
  return textAnswer(200, `${head}${body}\nOther tools: ${view.base}\n`, "text/plain");
}

function oneStep(
  view: LinkView,
  tool: Tool,
  chosen: Query,
  known: readonly Argument[],
  next: Argument,
  query: Query,
): string {
  const others = known.filter(
    ({ name, isRequired }) => isRequired && name !== next.name && !chosen.some(([other]) => other === name),
  );
  const step: Step = { view, tool, chosen, next, isLast: others.length === 0 };
  const describe = step.isLast
    ? "These links run the call, each of them once"
    : "These links choose it and ask for the next argument; they run nothing yet";
  const choices = choicesOf(tool, next);
  const intro = `Choose ${describeArgument(next)}\n`;
  if (choices.kind !== "range") {
    const start = positionIn(query);
    const values = choices.kind === "values" ? choices.values : choices.examples;
    const links = values.slice(start).map((value) => valueLink(step, value));
    const printed = printFitting(links, (count) => restLink(step, [[FROM, String(start + count)]]));
    const free = choices.kind === "free" ? freeStep(step) : "";
    return `${intro}${free}${links.length === 0 ? "" : `${describe}:\n${printed}\n`}`;
  }
  const from = clamp(query, FROM, choices.from, choices);
  const to = clamp(query, TO, choices.to, choices);
  if (to - from >= MAX_VALUES_A_PAGE)
    return `${intro}First choose a part of the range:\n${printLinks(rangeParts(step, from, to))}\n`;
  const links = Array.from({ length: to - from + 1 }, (_, index) => valueLink(step, from + index));
  return `${intro}${describe}:\n${printFitting(links, (count) => restLink(step, part(from + count, to)))}\n`;
}

function valueLink({ view, tool, chosen, next, isLast }: Step, value: Json): PrintedLink {
  const query = queryOf([...chosen, [next.name, queryText(value)]]);
  return {
    meaning: `${next.name} = ${JSON.stringify(value)}`,
    url: isLast ? runLink(view, tool, query) : pickLink(view, tool, query),
  };
}

/** As many of the links as fit a page, and then one that leads to the others. */
function printFitting(links: readonly PrintedLink[], rest: (count: number) => PrintedLink): string {
  let bytes = 0;
  const end = links.findIndex((link, index) => {
    bytes += byteLength(printLinks([link])) + 3;
    return index > 0 && (index === MAX_VALUES_A_PAGE || bytes > LINKS_BYTES_A_PAGE);
  });
  return printLinks(end === -1 ? links : [...links.slice(0, end), rest(end)]);
}

function restLink(step: Step, from: Query): PrintedLink {
  return { meaning: `See more values of ${step.next.name}`, url: partLink(step, from) };
}

const partLink = ({ view, tool, chosen, next }: Step, from: Query): string =>
  pickLink(view, tool, queryOf([...chosen, [ASK, next.name], ...from]));

function finalStep(view: LinkView, tool: Tool, chosen: Query, known: readonly Argument[]): string {
  const query = queryOf(chosen);
  const run: PrintedLink = {
    meaning: "Run the call, once, with what is chosen",
    url: runLink(view, tool, query),
  };
  const options = known
    .filter(({ name }) => !query.has(name))
    .map(({ name }) => ({
      meaning: `First also choose ${name} (optional)`,
      url: pickLink(view, tool, new URLSearchParams([...query, [ASK, name]])),
    }));
  return `${printLinks([run, ...options])}\n`;
}

function freeStep({ view, tool, chosen, next, isLast }: Step): string {
  const query = queryOf(chosen);
  const start = isLast ? `${view.base}${tool.path}?` : `${pickLink(view, tool, new URLSearchParams())}?`;
  const key = isLast ? `&${ONCE}=${view.newKey()}` : "";
  const before = query.size === 0 ? "" : `${query}&`;
  const template = `${start}${before}${encodeURIComponent(next.name)}={VALUE}${key}`;
  const tooLong = template.length > limits.MAX_LINK_CHARS ? " (some readers refuse addresses this long)" : "";
  return `Its value is free. A reader that can build addresses puts it, percent-encoded, in place of {VALUE}${tooLong}:\n   ${template}\n`;
}

function rangeParts(step: Step, from: number, to: number): readonly PrintedLink[] {
  const size = Math.ceil((to - from + 1) / PARTS_OF_A_RANGE);
  const starts = Array.from({ length: Math.ceil((to - from + 1) / size) }, (_, index) => from + index * size);
  return starts.map((start) => {
    const end = Math.min(start + size - 1, to);
    return {
      meaning: `${step.next.name} from ${start} to ${end}`,
      url: partLink(step, part(start, end)),
    };
  });
}

const part = (from: number, to: number): Query => [
  [FROM, String(from)],
  [TO, String(to)],
];

const queryOf = (pairs: Query): URLSearchParams =>
  new URLSearchParams(pairs.map(([name, text]) => [name, text]));

/** Where in a list of values the page begins. */
function positionIn(query: Query): number {
  const text = query.find(([name]) => name === FROM)?.[1] ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

function runLink(view: LinkView, tool: Tool, query: URLSearchParams): string {
  return `${view.base}${tool.path}?${new URLSearchParams([...query, [ONCE, view.newKey()]])}`;
}

function clamp(
  query: Query,
  name: string,
  fallback: number,
  { from, to }: { from: number; to: number },
): number {
  const text = query.find(([other]) => other === name)?.[1];
  const value = text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : fallback;
  return Math.min(to, Math.max(from, value));
}
