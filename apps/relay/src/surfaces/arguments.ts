/** A tool's arguments as a reader needs them: in which order, which values, in which words. */
import { cleanLine, isJsonObject, type Json, type JsonObject, type Tool } from "@agent-socket/protocol";

/** What an argument can be, as far as its schema enumerates it. */
export type Choices =
  | { readonly kind: "values"; readonly values: readonly Json[] }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** Free: some known examples, perhaps none. */
  | { readonly kind: "free"; readonly examples: readonly Json[] };

/** `schema` has its references followed. */
export type Argument = { readonly name: string; readonly schema: JsonObject; readonly isRequired: boolean };

const MAX_REFERENCES = 8;
/** A number between two bounds is offered in so many steps. */
const STEPS_OF_A_NUMBER = 4;

/** Required ones first, each group in the order of the schema. */
export function argumentsOf({ inputSchema }: Tool): readonly Argument[] {
  const properties = inputSchema?.["properties"];
  if (inputSchema === null || !isJsonObject(properties)) return [];
  const required = inputSchema["required"];
  const names = Array.isArray(required) ? required : [];
  const all = Object.entries(properties).map(([name, schema]) => ({
    name,
    schema: isJsonObject(schema) ? followed(inputSchema, schema) : {},
    isRequired: names.includes(name),
  }));
  return [...all.filter(({ isRequired }) => isRequired), ...all.filter(({ isRequired }) => !isRequired)];
}

/** What a schema refers to within its document, with what stands beside the reference. */
export function followed(root: JsonObject, schema: JsonObject): JsonObject {
  let found = schema;
  for (let step = 0; step < MAX_REFERENCES; step++) {
    const { $ref: reference, ...beside } = found;
    if (typeof reference !== "string") return found;
    const target = followedTo(root, reference);
    if (!isJsonObject(target)) return beside;
    found = { ...target, ...beside };
  }
  return {};
}

/** What `#/a/b` names in the document. */
export function followedTo(root: JsonObject, reference: string): Json | undefined {
  if (reference !== "#" && !reference.startsWith("#/")) return undefined;
  let value: Json | undefined = root;
  for (const part of reference.split("/").slice(1)) {
    if (!isJsonObject(value)) return undefined;
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

export function choicesOf(tool: Tool, { name, schema }: Argument): Choices {
  const values = valuesOf(schema);
  if (values !== null) return { kind: "values", values };
  const { type, minimum, maximum } = schema;
  if (type === "integer" && typeof minimum === "number" && typeof maximum === "number") {
    return { kind: "range", from: Math.ceil(minimum), to: Math.floor(maximum) };
  }
  const own: readonly Json[] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  const fromTool = tool.examples.flatMap((example) => (example[name] === undefined ? [] : [example[name]]));
  const all = [
    ...own,
    ...fromTool,
    ...(schema["default"] === undefined ? [] : [schema["default"]]),
    ...stepsOf(schema),
    ...singletons(schema),
  ];
  const distinct = new Map(all.map((value) => [JSON.stringify(value), value]));
  return { kind: "free", examples: [...distinct.values()] };
}

/** An enumeration in any of its spellings, or `null`. */
function valuesOf(schema: JsonObject): readonly Json[] | null {
  const { enum: listed, const: only, type } = schema;
  if (Array.isArray(listed)) return listed;
  if (only !== undefined) return [only];
  if (type === "boolean") return [true, false];
  const branches = schema["oneOf"] ?? schema["anyOf"];
  if (!Array.isArray(branches) || branches.length === 0) return null;
  const values = branches.flatMap((branch: Json) =>
    isJsonObject(branch) && branch["const"] !== undefined ? [branch["const"]] : [],
  );
  return values.length === branches.length ? values : null;
}

/** Some values of a number between two bounds: a reader that cannot write one can still come near. */
function stepsOf({ type, minimum, maximum }: JsonObject): readonly number[] {
  if (type !== "number" || typeof minimum !== "number" || typeof maximum !== "number") return [];
  return Array.from({ length: STEPS_OF_A_NUMBER + 1 }, (_, step) =>
    Number((minimum + ((maximum - minimum) * step) / STEPS_OF_A_NUMBER).toPrecision(6)),
  );
}

/** Of an array of enumerated values, the arrays of one. */
function singletons({ type, items }: JsonObject): readonly Json[] {
  const values = type === "array" && isJsonObject(items) ? valuesOf(items) : null;
  return values === null ? [] : values.map((value) => [value]);
}

/** `x: integer 0 to 31`, `color: one of red, blue` */
export function describeArgument({ name, schema, isRequired }: Argument): string {
  const description =
    typeof schema["description"] === "string"
      ? ` (${cleanLine(schema["description"], MAX_DESCRIPTION_CHARS)})`
      : "";
  // Names, patterns and values are the app's own texts.
  return cleanLine(
    `${name}: ${describeType(schema)}${isRequired ? "" : ", optional"}${description}`,
    MAX_ARGUMENT_CHARS,
  );
}

const MAX_DESCRIPTION_CHARS = 160;
const MAX_ARGUMENT_CHARS = 600;
const MAX_LISTED_VALUES = 24;
const MAX_NESTED_VALUES = 8;
const MAX_LISTED_FIELDS = 16;
const MAX_SHAPE_DEPTH = 3;

/** A schema in a few words: `{ok: boolean, items: array of text}`. */
function describeType(schema: JsonObject, depth = 0): string {
  const values = schema["type"] === "boolean" ? null : valuesOf(schema);
  if (values !== null) {
    const listed = values.slice(0, depth === 0 ? MAX_LISTED_VALUES : MAX_NESTED_VALUES).map(valueWords);
    return `${values.length === 1 ? "always" : "one of"} ${listed.join(", ")}${values.length > listed.length ? ", …" : ""}`;
  }
  const type = [schema["type"] ?? "any"].flat().join(" or ");
  if (type === "array") {
    const items = isJsonObject(schema["items"]) && depth < MAX_SHAPE_DEPTH ? schema["items"] : {};
    return `array of ${describeType(items, depth + 1)}${bounds(schema, "minItems", "maxItems", " items")}`;
  }
  if (isJsonObject(schema["properties"]) && depth < MAX_SHAPE_DEPTH)
    return describeFields(schema["properties"], depth);
  if (type === "string")
    return `text${bounds(schema, "minLength", "maxLength", " characters")}${typeof schema["pattern"] === "string" ? `, pattern ${schema["pattern"]}` : ""}`;
  return `${type}${bounds(schema, "minimum", "maximum", "")}`;
}

function describeFields(properties: JsonObject, depth: number): string {
  const all = Object.entries(properties);
  const fields = all
    .slice(0, MAX_LISTED_FIELDS)
    .map(([name, schema]) => `${name}: ${isJsonObject(schema) ? describeType(schema, depth + 1) : "any"}`);
  return `{${fields.join(", ")}${all.length > fields.length ? ", …" : ""}}`;
}

/** A value as a person would write it: a plain word without quotes. */
export const valueWords = (value: Json): string =>
  typeof value === "string" && /^[\p{L}\p{N}_.-]+$/u.test(value) && !/^(true|false|null|[\d.-]+)$/.test(value)
    ? value
    : JSON.stringify(value);

function bounds(schema: JsonObject, low: string, high: string, unit: string): string {
  const [from, to] = [schema[low], schema[high]];
  const comma = unit === "" ? "" : ",";
  if (typeof from === "number" && typeof to === "number")
    return from === to ? `${comma} exactly ${from}${unit}` : `${comma} ${from} to ${to}${unit}`;
  if (typeof to === "number") return `${comma} at most ${to}${unit}`;
  return typeof from === "number" ? `${comma} at least ${from}${unit}` : "";
}
