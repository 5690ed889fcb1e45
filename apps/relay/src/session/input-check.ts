/** A tool's input schema as a check: interpreted, never compiled to code, and with faults that a model can mend. */
import { type InputIssue, type JsonObject, no, ok, refuse, type Result } from "@agent-socket/protocol";
import { type OutputUnit, Validator } from "@cfworker/json-schema";
import { nearest } from "./nearest.ts";
import { safeSchema } from "./safe-schema.ts";

export type InputCheck = (input: JsonObject) => Result<JsonObject>;

const MAX_ISSUES = 20;
/** These only say that something below them failed. */
const CONTAINERS = new Set([
  "$ref",
  "allOf",
  "dependentSchemas",
  "else",
  "false",
  "if",
  "items",
  "patternProperties",
  "prefixItems",
  "properties",
  "then",
]);

/** `null`: the tool takes any object. */
export function buildInputCheck(schema: JsonObject | null): InputCheck {
  if (schema === null) return ok;
  const safe = safeSchema(schema);
  const validator = new Validator(safe, "2020-12", false);
  return (input) => {
    const errors = evaluate(validator, input);
    if (errors === null)
      return no(
        refuse(
          "bad_reply",
          "The app's input schema refers to itself without end; its developer has to mend it.",
        ),
      );
    if (errors.length === 0) return ok(input);
    const issues = readableIssues(errors, safe, input);
    return no(
      refuse(
        "invalid_input",
        `The arguments do not fit: ${issues.map(({ pointer, message }) => `${pointer === "" ? "" : `${pointer} `}${message}`).join("; ")}.`,
        { issues },
      ),
    );
  };
}

function evaluate(validator: Validator, input: JsonObject): readonly OutputUnit[] | null {
  try {
    const { valid, errors } = validator.validate(input);
    return valid ? [] : errors;
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

function readableIssues(
  errors: readonly OutputUnit[],
  schema: JsonObject,
  input: JsonObject,
): readonly InputIssue[] {
  const choices = errors
    .filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf")
    .map(({ keywordLocation }) => `${keywordLocation}/`);
  const issues = new Map<string, InputIssue>();
  for (const unit of errors) {
    // The branches of a failed choice contradict each other; the choice itself is the fault.
    if (CONTAINERS.has(unit.keyword) || choices.some((choice) => unit.keywordLocation.startsWith(choice)))
      continue;
    const parent = at(schema, unit.keywordLocation.slice(0, unit.keywordLocation.lastIndexOf("/")));
    if (unit.keyword === "additionalProperties" && parent?.["additionalProperties"] !== false) continue;
    const pointer = unit.instanceLocation.slice(1);
    const issue = { pointer, message: describe(unit, parent ?? {}, at(input, unit.instanceLocation)) };
    issues.set(`${issue.pointer} ${issue.message}`, issue);
  }
  const found = [...issues.values()].slice(0, MAX_ISSUES);
  return found.length > 0 ? found : [{ pointer: "", message: "does not match the tool's input schema" }];
}

function describe({ keyword, error }: OutputUnit, parent: JsonObject, value: unknown): string {
  const limit = parent[keyword];
  const quoted = /"(.*)"/s.exec(error)?.[1] ?? "";
  switch (keyword) {
    case "required":
      return `misses the field "${quoted}"`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return unknownField(quoted, Object.keys(objectOr(parent["properties"])));
    case "type":
      return `must be ${[limit].flat().join(" or ")}, but is ${typeName(value)}`;
    case "enum":
      return `must be one of ${JSON.stringify(limit).slice(1, -1)}`;
    case "const":
      return `must be ${JSON.stringify(limit)}`;
    case "minimum":
    case "exclusiveMinimum":
      return `must be ${keyword === "minimum" ? "at least" : "more than"} ${String(limit)}`;
    case "maximum":
    case "exclusiveMaximum":
      return `must be ${keyword === "maximum" ? "at most" : "less than"} ${String(limit)}`;
    case "anyOf":
    case "oneOf":
      return "does not fit any of the allowed forms";
    case "pattern":
      return `must match the pattern ${String(limit)}`;
    default:
      return typeof limit === "object" ? error : `breaks the rule ${keyword}: ${String(limit)}`;
  }
}

function unknownField(name: string, allowed: readonly string[]): string {
  const [closest] = nearest(name, allowed, 1);
  return `has the unknown field "${name.slice(0, 64)}"${closest === undefined ? "" : ` (did you mean "${closest}"?)`}; allowed: ${allowed.join(", ") || "none"}`;
}

const objectOr = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
const typeName = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

/** What a JSON pointer (`#/properties/x`) names, or `null`. */
function at(root: unknown, location: string): JsonObject | null {
  let value: unknown = root;
  for (const part of location.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value as JsonObject | null;
}
