/** A tool's JSON Schema as the fields of a form, and what is typed there as arguments. */
import * as v from "valibot";

export type InputField = {
  readonly name: string;
  readonly kind: "text" | "number" | "choice" | "json";
  readonly required: boolean;
  readonly hint: string;
  readonly choices: readonly string[];
  /** What stands in it at first. */
  readonly initial: string;
};

const Property = v.object({
  type: v.optional(v.unknown()),
  enum: v.optional(v.array(v.union([v.string(), v.number(), v.boolean(), v.null()]))),
  description: v.optional(v.string(), ""),
  default: v.optional(v.unknown()),
  examples: v.optional(v.array(v.unknown()), []),
});
const ObjectSchema = v.object({
  properties: v.record(v.string(), v.unknown()),
  required: v.optional(v.array(v.string()), []),
});

/** `null` where the schema names no fields: such arguments are written as JSON. */
export function inputFields(schema: unknown): readonly InputField[] | null {
  const parsed = v.safeParse(ObjectSchema, schema);
  if (!parsed.success) return null;
  const { properties, required } = parsed.output;
  return Object.entries(properties).map(([name, given]) => fieldOf(name, given, required.includes(name)));
}

function fieldOf(name: string, given: unknown, required: boolean): InputField {
  const parsed = v.safeParse(Property, given);
  if (!parsed.success) return { name, kind: "json", required, hint: "", choices: [], initial: "" };
  const { type, description: hint, examples } = parsed.output;
  const choices = type === "boolean" ? [true, false] : (parsed.output.enum ?? []);
  const kind = choices.length > 0 ? "choice" : kindOf(type);
  const first = parsed.output.default ?? examples[0];
  const initial = first === undefined ? "" : kind === "text" ? wordsOf(first) : JSON.stringify(first);
  return { name, kind, required, hint, choices: choices.map((choice) => JSON.stringify(choice)), initial };
}

const wordsOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function kindOf(type: unknown): InputField["kind"] {
  if (type === "string") return "text";
  return type === "number" || type === "integer" ? "number" : "json";
}

type Arguments =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly field: string };

/** An empty field is left out. A number that is none goes out as it was typed: the relay says what is wrong with it. */
export function argumentsOf(
  fields: readonly InputField[],
  typed: Readonly<Record<string, string>>,
): Arguments {
  const value: Record<string, unknown> = {};
  for (const { name, kind, initial } of fields) {
    const text = typed[name] ?? initial;
    if (text === "") continue;
    const parsed = kind === "text" ? { value: text } : parseJson(text);
    if (parsed === null && kind === "json") return { ok: false, field: name };
    value[name] = parsed === null ? text : parsed.value;
  }
  return { ok: true, value };
}

/** `null` for what is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
