/** A tool's input schema as a check: interpreted, never compiled to code, and with faults that a model can mend. */
import { type InputIssue, type JsonObject, no, ok, refuse, type Result } from "@agent-socket/protocol";
import { dereference, type OutputUnit, validate, type ValidationResult } from "@cfworker/json-schema";
import { nearest } from "../../surfaces/nearest.ts";
import { safeSchema } from "./safe-schema.ts";

type References = ReturnType<typeof dereference>;
export type InputCheck = (input: JsonObject) => Result<JsonObject>;

const MAX_ISSUES = 20;
/** References followed in one check. Each may hold several, so without a limit their number could double at every step. */
const MAX_REFERENCES = 20_000;
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
  let references: References | null = null;
  return (input) => {
    const checked = evaluate(() => {
      const known = (references ??= dereference(safe));
      return validate(input, safe, "2020-12", counted(known), false);
    });
    if (!checked.ok || checked.value.length === 0) return checked.ok ? ok(input) : checked;
    const issues = readableIssues(checked.value, safe, input);
    return no(
      refuse(
        "invalid_input",
        `The arguments do not fit: ${issues.map(({ pointer, message }) => `${pointer === "" ? "" : `${pointer} `}${message}`).join("; ")}.`,
        { issues },
      ),
    );
  };
}

/** The faults of the input. The validator throws where it meets a schema that is none, or a name that is no text. */
function evaluate(run: () => ValidationResult): Result<readonly OutputUnit[]> {
  try {
    const { valid, errors } = run();
    return ok(valid ? [] : errors);
  } catch (cause) {
    return cause instanceof URIError
      ? no(refuse("invalid_input", "The arguments do not fit: a name in them is not well-formed text."))
      : no(
          refuse(
            "bad_reply",
            "The app's input schema cannot be used: it is not valid, or refers to itself without end. Its developer has to mend it.",
          ),
        );
  }
}

function counted(references: References): References {
  let left = MAX_REFERENCES;
  return new Proxy(references, {
    get(target, uri) {
      if (--left < 0) throw new RangeError("Too many references.");
      return typeof uri === "string" ? target[uri] : undefined;
    },
  });
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
    const parent = schemaAt(schema, unit.keywordLocation.slice(0, unit.keywordLocation.lastIndexOf("/")));
    if (unit.keyword === "additionalProperties" && parent?.["additionalProperties"] !== false) continue;
    const pointer = decodeURIComponent(unit.instanceLocation.slice(1));
    const issue = { pointer, message: describe(unit, parent ?? {}, valueAt(input, unit.instanceLocation)) };
    issues.set(`${issue.pointer} ${issue.message}`, issue);
  }
  const found = [...issues.values()].slice(0, MAX_ISSUES);
  return found.length > 0 ? found : [{ pointer: "", message: "does not match the tool's input schema" }];
}

function describe({ keyword, error }: OutputUnit, parent: JsonObject, value: unknown): string {
  const limit = parent[keyword];
  if (limit === undefined && keyword !== "required" && !keyword.endsWith("Properties")) return error;
  const quoted = /"(.*)"/s.exec(error)?.[1] ?? "";
  switch (keyword) {
    case "required":
      return `the field "${quoted}" is missing`;
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
  return `the field "${name.slice(0, 64)}" is unknown${closest === undefined ? "" : ` (did you mean "${closest}"?)`}; allowed: ${allowed.join(", ") || "none"}`;
}

const objectOr = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
const typeName = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

/** What a JSON pointer (`#/properties/x`) names, or `null`. `follow` says what a member leads to. */
function valueAt(
  root: unknown,
  location: string,
  follow: (key: string, member: unknown) => unknown = (_, member) => member,
): unknown {
  let value: unknown = root;
  for (const part of location.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = follow(key, (value as Record<string, unknown>)[key]);
  }
  return value;
}

/** A keyword's location leads through references (`#/properties/x/$ref/type`), each to what it refers to. */
function schemaAt(root: JsonObject, location: string): JsonObject | null {
  return valueAt(root, location, (key, member) =>
    key === "$ref" && typeof member === "string" ? valueAt(root, member) : member,
  ) as JsonObject | null;
}
