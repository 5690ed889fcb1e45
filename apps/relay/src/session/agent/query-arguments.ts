/** Arguments of a call by link: the query's texts, typed by the tool's schema. */
import type { Json, JsonObject } from "@agent-socket/protocol";
import { ONCE } from "../../surfaces/call-link.ts";

/** How long to hold the request, in seconds; an argument of the tool with the same name wins. */
export const WAIT = "wait";

/** A whole number of the relay's own in the query; 0 where there is none. */
export function numberIn(query: readonly (readonly [string, string])[], name: string): number {
  const text = query.find(([other]) => other === name)?.[1] ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** Whether the tool itself has an argument of that name. */
export const takesWait = (schema: JsonObject | null): boolean =>
  Object.hasOwn(asObject(schema?.["properties"]), WAIT);

/** Every query pair but the relay's own. A text that does not fit its type is passed as it is, for the check to name it. */
export function argumentsFromQuery(
  query: readonly (readonly [string, string])[],
  schema: JsonObject | null,
): JsonObject {
  const properties = asObject(schema?.["properties"]);
  const given = new Map<string, string[]>();
  for (const [name, text] of query) {
    if (name === ONCE || (name === WAIT && !takesWait(schema))) continue;
    given.set(name, [...(given.get(name) ?? []), text]);
  }
  return Object.fromEntries(
    [...given].map(([name, texts]) => [name, typed(texts, asObject(properties[name]))]),
  );
}

function typed(texts: readonly string[], schema: JsonObject): Json {
  const types = [schema["type"] ?? []].flat();
  const [first = "", ...others] = texts;
  if (types.includes("array")) {
    const list = others.length === 0 && first.startsWith("[") ? parsed(first) : null;
    return Array.isArray(list) ? list : texts.map((text) => scalar(text, asObject(schema["items"])));
  }
  if (others.length > 0) return [...texts];
  return scalar(first, schema);
}

function scalar(text: string, schema: JsonObject): Json {
  const types = [schema["type"] ?? []].flat();
  if (types.includes("string")) return text;
  const literal = [schema["enum"] ?? []].flat().find((choice) => String(choice) === text);
  if (literal !== undefined) return literal;
  const value = parsed(text);
  return value === undefined ? text : value;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON: a plain text, which is what the caller falls back to.
    return undefined;
  }
}

const asObject = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
