/** Arguments that were meant, for those that did not fit: the nearest name, choice or number. Only ever offered, never run. */
import type { Json, JsonObject, Tool } from "@agent-socket/protocol";
import { type Argument, argumentsOf, choicesOf } from "./arguments.ts";
import { nearest } from "./nearest.ts";

/** `null` where nothing near fits. `fits` is the tool's own check. */
export function corrected(
  tool: Tool,
  input: JsonObject,
  fits: (input: JsonObject) => boolean,
): JsonObject | null {
  const known = argumentsOf(tool);
  const named = renamed(
    input,
    known.map(({ name }) => name),
  );
  const entries = Object.entries(named).map(([name, value]) => {
    const argument = known.find((one) => one.name === name);
    return [name, argument === undefined ? value : nearestValue(tool, argument, value)] as const;
  });
  const meant = Object.fromEntries(entries);
  return fits(meant) ? meant : null;
}

/** What of the input can stay as it is. */
export function fittingPart(tool: Tool, input: JsonObject): JsonObject {
  const known = argumentsOf(tool);
  const entries = Object.entries(input).filter(([name, value]) => {
    const argument = known.find((one) => one.name === name);
    return argument !== undefined && isOffered(tool, argument, value);
  });
  return Object.fromEntries(entries);
}

function isOffered(tool: Tool, argument: Argument, value: Json): boolean {
  const choices = choicesOf(tool, argument);
  if (choices.kind === "values") return choices.values.some((candidate) => candidate === value);
  if (choices.kind === "range")
    return Number.isInteger(value) && Number(value) >= choices.from && Number(value) <= choices.to;
  return (
    typeof value === "string" &&
    argument.schema["type"] === "string" &&
    argument.schema["pattern"] === undefined
  );
}

/** Unknown names become the nearest known one that is free, or are left out. */
function renamed(input: JsonObject, known: readonly string[]): JsonObject {
  const free = known.filter((name) => !Object.hasOwn(input, name));
  const entries: (readonly [string, Json])[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (known.includes(name)) {
      entries.push([name, value]);
      continue;
    }
    const [closest] = nearest(name, free, 1);
    if (closest === undefined) continue;
    free.splice(free.indexOf(closest), 1);
    entries.push([closest, value]);
  }
  return Object.fromEntries(entries);
}

function nearestValue(tool: Tool, argument: Argument, value: Json): Json {
  const choices = choicesOf(tool, argument);
  if (choices.kind === "values") return nearestChoice(choices.values, value);
  const { type, minimum, maximum } = argument.schema;
  if (type === "integer" || type === "number") {
    const number = typeof value === "string" ? Number.parseFloat(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number)) return value;
    return clamped(type === "integer" ? Math.round(number) : number, minimum, maximum);
  }
  if (type === "string" && typeof value === "string") return shortEnough(value, argument.schema["maxLength"]);
  return value;
}

function nearestChoice(values: readonly Json[], value: Json): Json {
  if (values.some((candidate) => candidate === value)) return value;
  const text = String(value).toLowerCase();
  if (values.length === 2 && values.includes(true) && values.includes(false))
    return /^(yes|on|1|y|t)$/.test(text) ? true : /^(no|off|0|n|f)$/.test(text) ? false : value;
  const numbers = values.filter((candidate) => typeof candidate === "number");
  if (numbers.length === values.length && typeof value === "number")
    return [...numbers].sort((a, b) => Math.abs(a - value) - Math.abs(b - value))[0] ?? value;
  const names = values.map(String);
  const index = names.findIndex((name) => name.toLowerCase() === text);
  const [closest] = index === -1 ? nearest(text, names, 1) : [names[index] ?? ""];
  return closest === undefined ? value : (values[names.indexOf(closest)] ?? value);
}

function clamped(value: number, minimum: Json | undefined, maximum: Json | undefined): number {
  const low = typeof minimum === "number" ? Math.max(value, minimum) : value;
  return typeof maximum === "number" ? Math.min(low, maximum) : low;
}

const shortEnough = (text: string, maxLength: Json | undefined): string =>
  typeof maxLength === "number" ? [...text].slice(0, maxLength).join("") : text;
