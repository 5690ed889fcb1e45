/** A tool as the briefing and the pages beside it show it: in one line, or whole, with its links. */
import {
  cleanLine,
  isJsonObject,
  isReadOnlyTool,
  type JsonObject,
  limits,
  type Tool,
} from "@agent-socket/protocol";
import { argumentsOf, choicesOf, describeArgument, followed } from "./arguments.ts";
import { shortened } from "./cut.ts";
import type { Item } from "./fit.ts";
import type { LinkView } from "./link-view.ts";
import { stepsLeft } from "./steps.ts";
import { firstChoices, oneLine, titleOf, type ToolLink, toolLinks } from "./tool-links.ts";

const TITLE_BYTES = 120;
const DESCRIPTION_BYTES = 400;
const ARGUMENTS_BYTES = 900;
const REQUEST_BYTES = 320;
const RESULT_BYTES = 200;
const MAX_SHAPE_DEPTH = 3;

/**
 * From one line to all there is: arguments and a request, then a link for each value of what is chosen first, then the
 * result's shape, then an example's link.
 */
export function toolItem(view: LinkView, tool: Tool): Item {
  const links = toolLinks(view, tool);
  const main = links.filter(({ kind }) => kind !== "example").map(printed);
  const example = links.filter(({ kind }) => kind === "example").map(printed);
  const begin = firstChoices(view, tool);
  const below = begin === null ? [] : begin.names;
  const linked = begin === null ? main : begin.lines.map((text) => `  ${text}`);
  const whole = (): readonly string[] => entryOf(view, tool, below);
  return {
    rank: stepsLeft(tool),
    forms: [
      () => [line(view, tool), ...main.slice(0, 1)].join("\n"),
      () => [...entryOf(view, tool, []), ...main].join("\n"),
      () => [...whole(), ...linked].join("\n"),
      () => [...whole(), ...resultOf(tool), ...linked].join("\n"),
      () => [...whole(), ...resultOf(tool), ...linked, ...example].join("\n"),
    ],
  };
}

const line = (view: LinkView, tool: Tool): string =>
  `- ${tool.name} (${effectOf(view, tool)}): ${shortened(titleOf(tool), TITLE_BYTES)}`;

function entryOf(view: LinkView, tool: Tool, below: readonly string[]): readonly string[] {
  const description = cleanLine(tool.description, limits.MAX_DESCRIPTION_CHARS) || titleOf(tool);
  return [
    `- ${tool.name} (${effectOf(view, tool)}): ${shortened(description, DESCRIPTION_BYTES)}`,
    ...argumentsLine(tool, below),
    `  Request: ${requestOf(tool)}`,
  ];
}

const linkWords = {
  run: () => "Link that runs it",
  choose: (detail: string) => `Link to choose ${detail}`,
  options: (detail: string) => `Link to choose options first (${detail})`,
  example: (detail: string) => `Link for ${detail}`,
};

const printed = ({ kind, detail, url }: ToolLink): string =>
  `  ${oneLine({ meaning: linkWords[kind](detail), url })}`;

function effectOf({ toolsByLink }: LinkView, tool: Tool): string {
  const effect = isReadOnlyTool(tool)
    ? "reads"
    : tool.annotations.destructiveHint === true
      ? "changes, cannot be undone"
      : "changes";
  return toolsByLink.length === 0 || toolsByLink.includes(tool) ? effect : `${effect}, not by link`;
}

/** `below`: those whose values are listed there anyway. */
function argumentsLine(tool: Tool, below: readonly string[]): readonly string[] {
  const known = argumentsOf(tool);
  if (known.length === 0) return [];
  const words = known.map((argument) =>
    below.includes(argument.name)
      ? cleanLine(`${argument.name}: one of those below`, RESULT_BYTES)
      : describeArgument(argument),
  );
  return [`  Arguments: ${shortened(words.join("; "), ARGUMENTS_BYTES)}`];
}

const requestOf = (tool: Tool): string =>
  tool.method === "GET"
    ? `GET ${tool.path}`
    : `${tool.method} ${tool.path} ${shortened(exampleBody(tool), REQUEST_BYTES)}`;

function resultOf({ outputSchema }: Tool): readonly string[] {
  if (outputSchema === null || Object.keys(outputSchema).length === 0) return [];
  const shape = cleanLine(`JSON ${shapeOf(outputSchema, outputSchema, 0)}`, RESULT_BYTES);
  return [`  Result: ${shortened(shape, RESULT_BYTES)}`];
}

/** The names of a result: `{ok, items: [{id, title}]}`. */
function shapeOf(root: JsonObject, schema: JsonObject, depth: number): string {
  const { type, items, properties } = followed(root, schema);
  if (depth > MAX_SHAPE_DEPTH) return "…";
  if (isJsonObject(items)) return `[${shapeOf(root, items, depth + 1)}]`;
  if (!isJsonObject(properties)) return [type ?? "any"].flat().join(" or ");
  const fields = Object.entries(properties).map(([name, member]) => {
    const shape = isJsonObject(member) ? shapeOf(root, member, depth + 1) : "";
    return /^[[{]/.test(shape) ? `${name}: ${shape}` : name;
  });
  return `{${fields.join(", ")}}`;
}

export const exampleBody = (tool: Tool): string =>
  cleanLine(JSON.stringify(exampleOf(tool)), limits.PAGE_BYTES / 8);

/** Stands in an invented example for a text that only the reader knows. */
export const BLANK_TEXT = "…";

/** The shortest known example, else arguments that fit the schema as far as it enumerates them. */
export function exampleOf(tool: Tool): JsonObject {
  const [first] = [...tool.examples].sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
  return first ?? inventedExample(tool);
}

function inventedExample(tool: Tool): JsonObject {
  const entries = argumentsOf(tool)
    .filter(({ isRequired }) => isRequired)
    .map((argument) => {
      const choices = choicesOf(tool, argument);
      if (choices.kind === "values") return [argument.name, choices.values[0] ?? null] as const;
      if (choices.kind === "range") return [argument.name, choices.from] as const;
      const { type } = argument.schema;
      const blank = type === "string" ? BLANK_TEXT : type === "array" ? [] : type === "object" ? {} : 0;
      return [argument.name, choices.examples[0] ?? blank] as const;
    });
  return Object.fromEntries(entries);
}
