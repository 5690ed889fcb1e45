/** A tool's JSON Schema as the fields of a form: what each is called, how it is asked for, and what may be given. */
import type { Arguments } from "../ask/question.ts";
import type { JsonSchema } from "../tools/input-schema.ts";
import { isObject, resolve } from "./resolve.ts";
import { numberOf } from "./schema-faults.ts";

export type Field = {
  /** In the arguments; `null` for the one field of a tool without a schema, which holds them all. */
  readonly name: string | null;
  readonly label: string;
  readonly hint: string | null;
  readonly isRequired: boolean;
  readonly control: Control;
  /** What the AI gave, or the schema's default; `undefined` when there is neither. */
  readonly value: unknown;
};

export type Control =
  | {
      readonly kind: "text";
      readonly inputType: "text" | "email" | "url" | "date" | "time";
      readonly isLong: boolean;
      readonly placeholder: string | null;
    }
  | {
      readonly kind: "number";
      readonly min: number | null;
      readonly max: number | null;
      readonly step: number | "any";
    }
  | { readonly kind: "checkbox" }
  | { readonly kind: "choice"; readonly options: readonly unknown[]; readonly isRadio: boolean }
  /** One entry a line. */
  | { readonly kind: "list"; readonly of: "string" | "number" | "boolean" }
  | { readonly kind: "json" };

/** More choices are easier to find in a menu. */
const MOST_RADIOS = 4;
/** Longer texts get more than one line. */
const ONE_LINE_CHARS = 120;

const INPUT_TYPES = { email: "email", uri: "url", date: "date", time: "time" } as const;

export function fieldsOf(schema: JsonSchema | null, given: Arguments): readonly Field[] {
  if (schema === null) return [wholeField(given)];
  const root = resolve(schema, schema);
  const properties = isObject(root["properties"]) ? root["properties"] : null;
  const isOpen = root["additionalProperties"] !== undefined && root["additionalProperties"] !== false;
  if (properties === null) return isOpen || Object.keys(given).length > 0 ? [wholeField(given)] : [];
  const required = Array.isArray(root["required"]) ? root["required"] : [];
  const names = new Set([...Object.keys(properties), ...Object.keys(given)]);
  return [...names].map((name) =>
    fieldOf(name, resolve(properties[name], schema), {
      root: schema,
      isRequired: required.includes(name),
      given: Object.hasOwn(given, name) ? given[name] : undefined,
    }),
  );
}

const wholeField = (given: Arguments): Field => ({
  name: null,
  label: "Arguments",
  hint: "as a JSON object",
  isRequired: false,
  control: { kind: "json" },
  value: given,
});

type Setting = { readonly root: JsonSchema; readonly isRequired: boolean; readonly given: unknown };

function fieldOf(name: string, schema: JsonSchema, { root, isRequired, given }: Setting): Field {
  const value = given === undefined ? schema["default"] : given;
  const control = controlOf(withoutNull(schema, root), { root, isRequired, given: value });
  return {
    name,
    label: typeof schema["title"] === "string" ? schema["title"] : labelOf(name),
    hint: typeof schema["description"] === "string" ? schema["description"] : null,
    isRequired,
    // A value of another kind than the control takes is shown as what it is.
    control: fits(control, value) ? control : { kind: "json" },
    value,
  };
}

/** `string or null` is asked for as a text that may stay empty. */
function withoutNull(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { type, anyOf } = schema;
  if (Array.isArray(type)) {
    const others = type.filter((one) => one !== "null");
    return others.length === 1 ? { ...schema, type: others[0] } : schema;
  }
  if (!Array.isArray(anyOf)) return schema;
  const { anyOf: _, ...beside } = schema;
  const others = anyOf.map((part) => resolve(part, root)).filter((part) => part["type"] !== "null");
  return others.length === 1 ? { ...beside, ...others[0] } : schema;
}

function controlOf(schema: JsonSchema, { root, isRequired, given }: Setting): Control {
  if (Array.isArray(schema["enum"]))
    return {
      kind: "choice",
      options: schema["enum"],
      isRadio: isRequired && schema["enum"].length <= MOST_RADIOS,
    };
  if ("const" in schema) return { kind: "choice", options: [schema["const"]], isRadio: isRequired };
  switch (schema["type"]) {
    case "string":
      return textControl(schema, given);
    case "number":
    case "integer":
      return numberControl(schema);
    case "boolean":
      return { kind: "checkbox" };
    case "array":
      return listControl(resolve(schema["items"], root));
    default:
      return { kind: "json" };
  }
}

function textControl(schema: JsonSchema, given: unknown): Control {
  const { format } = schema;
  const inputType =
    typeof format === "string" && Object.hasOwn(INPUT_TYPES, format)
      ? INPUT_TYPES[format as keyof typeof INPUT_TYPES]
      : "text";
  const longest = numberOf(schema, "maxLength") ?? (inputType === "text" ? Number.POSITIVE_INFINITY : 0);
  const hasLines = typeof given === "string" && given.includes("\n");
  const [example] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  return {
    kind: "text",
    inputType,
    isLong: longest > ONE_LINE_CHARS || hasLines,
    placeholder: typeof example === "string" ? example : null,
  };
}

const numberControl = (schema: JsonSchema): Control => ({
  kind: "number",
  min: numberOf(schema, "minimum"),
  max: numberOf(schema, "maximum"),
  step: numberOf(schema, "multipleOf") ?? (schema["type"] === "integer" ? 1 : "any"),
});

function listControl(items: JsonSchema): Control {
  switch (items["type"]) {
    case "string":
      return { kind: "list", of: "string" };
    case "number":
    case "integer":
      return { kind: "list", of: "number" };
    case "boolean":
      return { kind: "list", of: "boolean" };
    default:
      return { kind: "json" };
  }
}

function fits(control: Control, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  switch (control.kind) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "checkbox":
      return typeof value === "boolean";
    case "choice":
      return control.options.some((option) => JSON.stringify(option) === JSON.stringify(value));
    case "list":
      return Array.isArray(value) && value.every((item) => isLine(item, control.of));
    case "json":
      return true;
  }
}

const isLine = (item: unknown, of: string): boolean =>
  typeof item === of && !(typeof item === "string" && (item.includes("\n") || item === ""));

/** `first_name` and `firstName` → "First name". */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_./-]+/g, " ")
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
