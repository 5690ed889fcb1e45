/** Choosing a tool's arguments one by one, by links alone. Opening these pages runs nothing; only the last links act. */
import { type Json, limits, refuse, type Tool } from "@agent-socket/protocol";
import { type Answer, refusalAnswer, textAnswer } from "./answer.ts";
import { type Argument, argumentsOf, choicesOf, describeArgument } from "./arguments.ts";
import { ONCE, pickLink, queryText } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { type PrintedLink, printLinks, titleOf } from "./next-links.ts";

type Query = readonly (readonly [string, string])[];

const MAX_VALUES_A_PAGE = 40;
const PARTS_OF_A_RANGE = 16;
/** Which optional argument to offer, and which part of a range. */
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
  const head = `${titleOf(tool)} (${tool.name})\nChosen: ${chosen.map(([name, text]) => `${name} = ${text}`).join(", ") || "nothing yet"}\n\n`;
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
  const isLast = others.length === 0;
  const describe = isLast
    ? "These links run the call, each of them once"
    : "These links choose it and ask for the next argument; they run nothing yet";
  const link = (value: Json): PrintedLink => {
    const arguments_ = new URLSearchParams([
      ...chosen.map(([name, text]) => [name, text]),
      [next.name, queryText(value)],
    ]);
    return {
      meaning: `${next.name} = ${JSON.stringify(value)}`,
      url: isLast ? runLink(view, tool, arguments_) : pickLink(view, tool, arguments_),
    };
  };
  const choices = choicesOf(tool, next);
  const intro = `Choose ${describeArgument(next)}\n`;
  if (choices.kind === "values")
    return `${intro}${describe}:\n${printLinks(choices.values.slice(0, MAX_VALUES_A_PAGE).map(link))}\n`;
  if (choices.kind === "free")
    return `${intro}${freeStep(view, tool, chosen, next, isLast)}${choices.examples.length === 0 ? "" : `${describe}:\n${printLinks(choices.examples.map(link))}\n`}`;
  const from = clamp(query, FROM, choices.from, choices);
  const to = clamp(query, TO, choices.to, choices);
  if (to - from < MAX_VALUES_A_PAGE)
    return `${intro}${describe}:\n${printLinks(Array.from({ length: to - from + 1 }, (_, index) => link(from + index)))}\n`;
  return `${intro}First choose a part of the range:\n${printLinks(rangeParts(view, tool, chosen, next, from, to))}\n`;
}

function finalStep(view: LinkView, tool: Tool, chosen: Query, known: readonly Argument[]): string {
  const query = new URLSearchParams(chosen.map(([name, text]) => [name, text]));
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

function freeStep(view: LinkView, tool: Tool, chosen: Query, next: Argument, isLast: boolean): string {
  const query = new URLSearchParams(chosen.map(([name, text]) => [name, text]));
  const start = isLast ? `${view.base}${tool.path}?` : `${pickLink(view, tool, new URLSearchParams())}?`;
  const key = isLast ? `&${ONCE}=${view.newKey()}` : "";
  const before = query.size === 0 ? "" : `${query}&`;
  const template = `${start}${before}${next.name}={VALUE}${key}`;
  const tooLong = template.length > limits.MAX_LINK_CHARS ? " (some readers refuse addresses this long)" : "";
  return `Its value is free. A reader that can build addresses puts it, percent-encoded, in place of {VALUE}${tooLong}:\n   ${template}\n`;
}

function rangeParts(
  view: LinkView,
  tool: Tool,
  chosen: Query,
  next: Argument,
  from: number,
  to: number,
): readonly PrintedLink[] {
  const size = Math.ceil((to - from + 1) / PARTS_OF_A_RANGE);
  const starts = Array.from({ length: Math.ceil((to - from + 1) / size) }, (_, index) => from + index * size);
  return starts.map((start) => {
    const end = Math.min(start + size - 1, to);
    const query = new URLSearchParams([
      ...chosen.map(([name, text]) => [name, text]),
      [ASK, next.name],
      [FROM, String(start)],
      [TO, String(end)],
    ]);
    return { meaning: `${next.name} from ${start} to ${end}`, url: pickLink(view, tool, query) };
  });
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
