/** A tool's schema as a part of an OpenAPI 3.1 document, where its references no longer start at its own root. */
import { cleanText, isJsonObject, type Json, type JsonObject } from "@agent-socket/protocol";
import { followedTo } from "./arguments.ts";

/** What importers of custom actions take. */
export const MAX_PROPERTY_DESCRIPTION_CHARS = 700;

const MAPS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const SINGLE = new Set([
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
  "contentSchema",
]);
/** They would name another document, or a place that a reader of this one does not look for. */
const LEFT_OUT = new Set([
  "$schema",
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "$vocabulary",
  "$comment",
]);

/** `at` is the pointer (`#/components/schemas/…`) of the schema's root in the document. */
export function openapiSchema(schema: JsonObject, at: string): JsonObject {
  return rewritten(schema, { root: schema, at });
}

type Place = { readonly root: JsonObject; readonly at: string };

export const hasReference = (schema: Json): boolean => JSON.stringify(schema).includes('"$ref"');

/** Only where a schema stands: names and values that look like keywords stay as they are. */
function rewritten(schema: JsonObject, place: Place): JsonObject {
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, Json][] => {
    if (LEFT_OUT.has(keyword)) return [];
    if (keyword === "$ref") return reference(value, place);
    if (keyword === "description" && typeof value === "string")
      return [[keyword, [...cleanText(value)].slice(0, MAX_PROPERTY_DESCRIPTION_CHARS).join("")]];
    if (MAPS.has(keyword) && isJsonObject(value))
      return [
        [keyword, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, part(one, place)]))],
      ];
    if (LISTS.has(keyword) && Array.isArray(value))
      return [[keyword, value.map((one: Json) => part(one, place))]];
    return [[keyword, SINGLE.has(keyword) ? part(value, place) : value]];
  });
  return Object.fromEntries(entries);
}

const part = (value: Json, place: Place): Json => (isJsonObject(value) ? rewritten(value, place) : value);

/** One that leads nowhere is left out: the relay's own check says so at the call. */
function reference(value: Json, { root, at }: Place): [string, Json][] {
  if (typeof value !== "string" || !isJsonObject(followedTo(root, value))) return [];
  return [["$ref", `${at}${value.slice(1)}`]];
}
