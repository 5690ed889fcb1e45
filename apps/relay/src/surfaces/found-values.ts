/** Ids and names that a result holds and that an argument of a tool may take: a reader of links cannot write them itself. */
import { isJsonObject, type Json, limits, parseJson, type Tool } from "@agent-socket/protocol";
import { type Argument, argumentsOf, choicesOf } from "./arguments.ts";
import { pickLink, type Query, queryText, runLink } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { isShort, type PrintedLink, titleOf } from "./tool-links.ts";

type Found = {
  readonly property: string;
  readonly value: string | number;
  /** What else its object is called. */
  readonly label: string;
  /** The words of the property that holds its object, or of the tool that answered. */
  readonly nouns: readonly string[];
};

const MAX_FOUND = 200;
const MAX_VALUES_A_TOOL = 8;
const MAX_LINKS = 10;
const MAX_VALUE_CHARS = 64;
const MAX_LABEL_CHARS = 40;
const MAX_DEPTH = 6;
const LABELS = ["title", "name", "label", "text", "summary"];
/** Alone they say nothing of whose they are. */
const GENERAL = new Set(["id", "key", "name", "slug", "uuid"]);
/** Words of a name that do not say what it is about. */
const VERBS = new Set(
  "list get read find search show set add create make new update edit change delete remove open close move mark complete all by the of to id".split(
    " ",
  ),
);
/** Names of properties that only wrap what the tool was asked for. */
const WRAPPERS = new Set(["data", "result", "item", "row", "value", "entry", "record", "node", "edge"]);

/** Links of tools for what `text`, the result of `called`, names. */
export function foundLinks(view: LinkView, called: string, text: string): readonly PrintedLink[] {
  const parsed = parseJson(text, limits.MAX_JSON_DEPTH);
  if (parsed === null) return [];
  const found: Found[] = [];
  collect(parsed.value, wordsOf(called), 0, found);
  if (found.length === 0) return [];
  return view.toolsByLink
    .flatMap((tool) => linksOf(view, tool, found))
    .filter(isShort)
    .slice(0, MAX_LINKS);
}

function collect(value: Json, nouns: readonly string[], depth: number, found: Found[]): void {
  if (depth > MAX_DEPTH || found.length >= MAX_FOUND || typeof value !== "object" || value === null) return;
  if (!isJsonObject(value)) {
    for (const member of value) collect(member, nouns, depth + 1, found);
    return;
  }
  const named = LABELS.map((name) => value[name]).find((text) => typeof text === "string");
  const label = typeof named === "string" ? [...named].slice(0, MAX_LABEL_CHARS).join("") : "";
  for (const [property, member] of Object.entries(value)) {
    if (typeof member === "object") {
      const own = wordsOf(property);
      collect(member, own.every((word) => WRAPPERS.has(word)) ? nouns : own, depth + 1, found);
    }
    if (isNaming(property, member)) found.push({ property, value: member, label, nouns });
  }
}

const isNaming = (property: string, value: Json): value is string | number =>
  (GENERAL.has(property.toLowerCase()) || /(_id|Id|_key|_name)$/.test(property)) &&
  ((typeof value === "string" && value !== "" && value.length <= MAX_VALUE_CHARS) ||
    Number.isSafeInteger(value));

function linksOf(view: LinkView, tool: Tool, found: readonly Found[]): readonly PrintedLink[] {
  const required = argumentsOf(tool).filter(({ isRequired }) => isRequired);
  const argument = required.find(
    (one) => choicesOf(tool, one).kind === "free" && found.some(matches(tool, one)),
  );
  if (argument === undefined) return [];
  const values = new Map(found.filter(matches(tool, argument)).map((one) => [one.value, one]));
  return [...values.values()].slice(0, MAX_VALUES_A_TOOL).map(({ value, label }) => {
    const query: Query = [[argument.name, queryText(value)]];
    const called = label === "" || label === value ? "" : ` ("${label}")`;
    return {
      meaning: `${titleOf(tool)}: ${argument.name} = ${value}${called}`,
      url: required.length === 1 ? runLink(view, tool, query) : pickLink(view, tool, query),
    };
  });
}

/** An argument takes a value of its own name, or an id of the thing that it or its tool is named after. */
const matches =
  (tool: Tool, { name, schema }: Argument) =>
  ({ property, value, nouns }: Found): boolean => {
    const types = [schema["type"] ?? []].flat();
    const takes = typeof value === "string" ? ["string"] : ["integer", "number"];
    if (!takes.some((type) => types.includes(type))) return false;
    if (!GENERAL.has(property.toLowerCase())) return same(property, name);
    const isGeneral = GENERAL.has(name.toLowerCase());
    if (!name.toLowerCase().endsWith(property.toLowerCase())) return false;
    const own = isGeneral ? wordsOf(`${tool.name} ${tool.path}`) : wordsOf(name);
    return own.some((word) => nouns.includes(word));
  };

const same = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** `listTasks`, `list_tasks`, `list-tasks` → `task`; singular, lower case, without verbs. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word.length > 3 ? word.replace(/ies$/, "y").replace(/([^s])s$/, "$1") : word))
    .filter((word) => word !== "" && !VERBS.has(word));
