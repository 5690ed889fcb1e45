/**
 * What a JSON Schema finds wrong with a value, in words for the person who typed it. It knows the keywords that a form is
 * made of; the others (`not`, `if`, `dependentRequired` and their like) are left to the tool itself.
 */
import type { Fault } from "../ask/question.ts";
import type { JsonSchema } from "../tools/input-schema.ts";
import { isObject, resolve } from "./resolve.ts";

type Look = { readonly root: JsonSchema; readonly pointer: string; readonly depth: number };

/** Deeper values, and schemas that contain themselves without end, are not followed. */
const MAX_DEPTH = 32;

export const schemaFaults = (schema: JsonSchema, value: unknown): readonly Fault[] =>
  look(schema, value, { root: schema, pointer: "", depth: 0 });

function look(schema: unknown, value: unknown, at: Look): readonly Fault[] {
  if (schema === false) return [fault(at, "is not allowed")];
  if (at.depth > MAX_DEPTH) return [];
  const found = resolve(schema, at.root);
  const wrongType = typeFault(found, value);
  if (wrongType !== null) return [fault(at, wrongType)];
  return [
    ...valueFaults(found, value).map((words) => fault(at, words)),
    ...combinedFaults(found, value, at),
    ...(Array.isArray(value) ? itemFaults(found, value, at) : []),
    ...(isObject(value) ? propertyFaults(found, value, at) : []),
  ];
}

const fault = ({ pointer }: Look, message: string): Fault => ({ pointer, message });

const inside = ({ root, pointer, depth }: Look, key: string | number): Look => ({
  root,
  pointer: `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`,
  depth: depth + 1,
});

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "yes or no",
  array: "a list",
  object: "an object",
  null: "empty",
};

function typeFault({ type }: JsonSchema, value: unknown): string | null {
  const types = typeof type === "string" ? [type] : Array.isArray(type) ? type.map(String) : [];
  if (types.length === 0 || types.some((name) => isOfType(name, value))) return null;
  return `must be ${types.map((name) => TYPE_WORDS[name] ?? name).join(" or ")}`;
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return typeof value === type;
  }
}

function valueFaults(schema: JsonSchema, value: unknown): readonly string[] {
  const choices = Array.isArray(schema["enum"])
    ? schema["enum"]
    : "const" in schema
      ? [schema["const"]]
      : null;
  if (choices !== null && !choices.some((choice) => isSame(choice, value)))
    return [`must be ${listed(choices)}`];
  if (typeof value === "number") return numberFaults(schema, value);
  return typeof value === "string" ? textFaults(schema, value) : [];
}

function numberFaults(schema: JsonSchema, value: number): readonly string[] {
  const of = (keyword: string): number | null => numberOf(schema, keyword);
  const [least, most, above, below, step] = [
    of("minimum"),
    of("maximum"),
    of("exclusiveMinimum"),
    of("exclusiveMaximum"),
    of("multipleOf"),
  ];
  return [
    ...(least !== null && value < least ? [`must be at least ${least}`] : []),
    ...(most !== null && value > most ? [`must be at most ${most}`] : []),
    ...(above !== null && value <= above ? [`must be more than ${above}`] : []),
    ...(below !== null && value >= below ? [`must be less than ${below}`] : []),
    ...(step !== null && !isMultiple(value, step) ? [`must be a multiple of ${step}`] : []),
  ];
}

/** 0.3 is a multiple of 0.1, though binary fractions say otherwise. */
const isMultiple = (value: number, step: number): boolean =>
  step > 0 && Math.abs(value / step - Math.round(value / step)) < 1e-9;

function textFaults(schema: JsonSchema, value: string): readonly string[] {
  const chars = [...value].length;
  const [least, most] = [numberOf(schema, "minLength"), numberOf(schema, "maxLength")];
  return [
    ...(least !== null && chars < least
      ? [least === 1 ? "is needed" : `needs at least ${least} characters`]
      : []),
    ...(most !== null && chars > most ? [`has ${chars} characters; at most ${most}`] : []),
    ...(patternFits(schema["pattern"], value) ? [] : [`must fit the pattern ${String(schema["pattern"])}`]),
  ];
}

function patternFits(pattern: unknown, value: string): boolean {
  if (typeof pattern !== "string") return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    // A pattern of another dialect: the tool has to judge it.
    return true;
  }
}

function combinedFaults(schema: JsonSchema, value: unknown, at: Look): readonly Fault[] {
  const one = { ...at, depth: at.depth + 1 };
  const all = listOf(schema["allOf"]).flatMap((part) => look(part, value, one));
  const alternatives = [listOf(schema["anyOf"]), listOf(schema["oneOf"])].flatMap((parts) => {
    const verdicts = parts.map((part) => look(part, value, one));
    const [first, ...others] = verdicts;
    if (first === undefined || verdicts.some((faults) => faults.length === 0)) return [];
    return others.length === 0 ? first : [fault(at, "fits none of the forms that are allowed")];
  });
  return [...all, ...alternatives];
}

function itemFaults(schema: JsonSchema, value: readonly unknown[], at: Look): readonly Fault[] {
  const [least, most] = [numberOf(schema, "minItems"), numberOf(schema, "maxItems")];
  const leading = listOf(schema["prefixItems"]);
  const items = value.flatMap((item, index) => {
    const part = index < leading.length ? leading[index] : schema["items"];
    return part === undefined ? [] : look(part, item, inside(at, index));
  });
  return [
    ...(least !== null && value.length < least ? [fault(at, `needs at least ${least} entries`)] : []),
    ...(most !== null && value.length > most
      ? [fault(at, `has ${value.length} entries; at most ${most}`)]
      : []),
    ...items,
  ];
}

function propertyFaults(
  schema: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  at: Look,
): readonly Fault[] {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const missing = listOf(schema["required"]).filter(
    (name): name is string => typeof name === "string" && !Object.hasOwn(value, name),
  );
  const others = schema["additionalProperties"];
  const present = Object.entries(value).flatMap(([name, item]) => {
    if (Object.hasOwn(properties, name)) return look(properties[name], item, inside(at, name));
    const isPatterned = isObject(schema["patternProperties"]);
    return others === undefined || isPatterned ? [] : look(others, item, inside(at, name));
  });
  return [...missing.map((name) => fault(inside(at, name), "is needed")), ...present];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function numberOf(schema: JsonSchema, keyword: string): number | null {
  const value = schema[keyword];
  return typeof value === "number" ? value : null;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const listed = (choices: readonly unknown[]): string => {
  const words = choices.map((choice) => (typeof choice === "string" ? choice : JSON.stringify(choice)));
  return words.length === 1 ? (words[0] ?? "") : `one of ${words.join(", ")}`;
};
