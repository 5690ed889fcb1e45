/** A tool's arguments as a reader needs them: in which order, which values, in which words. */
import { cleanLine, isJsonObject, type Json, type JsonObject, type Tool } from "@agent-socket/protocol";

/** What an argument can be, as far as its schema enumerates it. */
export type Choices =
  | { readonly kind: "values"; readonly values: readonly Json[] }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** Free: some known examples, perhaps none. */
  | { readonly kind: "free"; readonly examples: readonly Json[] };

export type Argument = { readonly name: string; readonly schema: JsonObject; readonly isRequired: boolean };

/** Required ones first, each group in the order of the schema. */
export function argumentsOf({ inputSchema }: Tool): readonly Argument[] {
  const properties = inputSchema?.["properties"];
  if (!isJsonObject(properties)) return [];
  const required = inputSchema?.["required"];
  const names = Array.isArray(required) ? required : [];
  const all = Object.entries(properties).map(([name, schema]) => ({
    name,
    schema: isJsonObject(schema) ? schema : {},
    isRequired: names.includes(name),
  }));
  return [...all.filter(({ isRequired }) => isRequired), ...all.filter(({ isRequired }) => !isRequired)];
}

export function choicesOf(tool: Tool, { name, schema }: Argument): Choices {
  if (Array.isArray(schema["enum"])) return { kind: "values", values: schema["enum"] };
  if (schema["const"] !== undefined) return { kind: "values", values: [schema["const"]] };
  const { type, minimum, maximum } = schema;
  if (type === "boolean") return { kind: "values", values: [true, false] };
  if (type === "integer" && typeof minimum === "number" && typeof maximum === "number") {
    return { kind: "range", from: Math.ceil(minimum), to: Math.floor(maximum) };
  }
  const own: readonly Json[] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  const fromTool = tool.examples.flatMap((example) => (example[name] === undefined ? [] : [example[name]]));
  const all = [...own, ...fromTool, ...(schema["default"] === undefined ? [] : [schema["default"]])];
  const distinct = new Map(all.map((value) => [JSON.stringify(value), value]));
  return { kind: "free", examples: [...distinct.values()] };
}

/** `x: integer 0 to 31`, `color: one of "red", "blue"` */
export function describeArgument({ name, schema, isRequired }: Argument): string {
  const description =
    typeof schema["description"] === "string"
      ? ` (${schema["description"].replaceAll(/\s+/g, " ").slice(0, 160)})`
      : "";
  // Names, patterns and values are the app's own texts.
  return cleanLine(
    `${name}${isRequired ? "" : "?"}: ${describeType(schema)}${description}`,
    MAX_ARGUMENT_CHARS,
  );
}

const MAX_ARGUMENT_CHARS = 1_500;
const MAX_LISTED_VALUES = 24;

function describeType(schema: JsonObject): string {
  if (Array.isArray(schema["enum"])) {
    const listed = schema["enum"].slice(0, MAX_LISTED_VALUES).map((value) => JSON.stringify(value));
    return `one of ${listed.join(", ")}${schema["enum"].length > listed.length ? ", …" : ""}`;
  }
  const type = [schema["type"] ?? "any"].flat().join(" or ");
  if (type === "array")
    return `array of ${isJsonObject(schema["items"]) ? describeItems(schema["items"]) : "any"}${bounds(schema, "minItems", "maxItems", " items")}`;
  if (type === "string")
    return `text${bounds(schema, "minLength", "maxLength", " characters")}${typeof schema["pattern"] === "string" ? `, pattern ${schema["pattern"]}` : ""}`;
  return `${type}${bounds(schema, "minimum", "maximum", "")}`;
}

function describeItems(items: JsonObject): string {
  const properties = items["properties"];
  if (!isJsonObject(properties)) return describeType(items);
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${name}: ${isJsonObject(schema) ? describeType(schema) : "any"}`,
  );
  return `{ ${fields.join("; ")} }`;
}

function bounds(schema: JsonObject, low: string, high: string, unit: string): string {
  const [from, to] = [schema[low], schema[high]];
  if (typeof from === "number" && typeof to === "number")
    return from === to ? `, exactly ${from}${unit}` : `, ${from} to ${to}${unit}`;
  if (typeof to === "number") return `, at most ${to}${unit}`;
  return typeof from === "number" ? `, at least ${from}${unit}` : "";
}
