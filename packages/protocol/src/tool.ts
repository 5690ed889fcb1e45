/** A tool as an app registers it, parsed once into the form that everything behind the door uses. */
import * as v from "valibot";
import { cleanLine, cleanText } from "./clean-text.ts";
import { isJsonObject, type Json, jsonDepth, type JsonObject } from "./json.ts";
import {
  DEFAULT_TOOL_TIMEOUT_MS,
  MAX_DESCRIPTION_CHARS,
  MAX_NAME_CHARS,
  MAX_SCHEMA_BYTES,
  MAX_SCHEMA_DEPTH,
  MAX_TOOL_EXAMPLES,
  MAX_TOOL_TIMEOUT_MS,
  MAX_TOOLS,
} from "./limit.ts";
import { no, ok, refuse, type Result } from "./refusal.ts";
import { RESERVED_PATHS, TOOL_METHODS, type ToolAnnotations, type ToolMethod } from "./tool-kind.ts";

const PATH = /^\/[A-Za-z0-9_\-/.]{1,128}$/;

export type Tool = {
  readonly name: string;
  readonly method: ToolMethod;
  readonly path: string;
  readonly description: string;
  /** JSON Schema 2020-12 of an object, or `null` when the tool takes any input. */
  readonly inputSchema: JsonObject | null;
  readonly outputSchema: JsonObject | null;
  readonly annotations: ToolAnnotations;
  /** Arguments that a reader may try as they stand. */
  readonly examples: readonly JsonObject[];
  readonly timeoutMs: number;
};

const JsonObjectSchema = v.custom<JsonObject>(isJsonObject, "must be an object");

const WireTool = v.object({
  path: v.string("must be a text such as /do_thing"),
  method: v.optional(v.picklist(TOOL_METHODS, `must be one of ${TOOL_METHODS.join(", ")}`), "POST"),
  name: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,128}$/, "must be 1 to 128 of A-Z a-z 0-9 _ . -")),
  ),
  description: v.optional(v.pipe(v.string(), v.maxLength(MAX_DESCRIPTION_CHARS)), ""),
  input_schema: v.nullish(JsonObjectSchema),
  output_schema: v.nullish(JsonObjectSchema),
  annotations: v.optional(
    v.object({
      title: v.optional(v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS))),
      readOnlyHint: v.optional(v.boolean()),
      destructiveHint: v.optional(v.boolean()),
      idempotentHint: v.optional(v.boolean()),
      openWorldHint: v.optional(v.boolean()),
    }),
    {},
  ),
  examples: v.optional(v.pipe(v.array(JsonObjectSchema), v.maxLength(MAX_TOOL_EXAMPLES)), []),
  timeout_ms: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_TOOL_TIMEOUT_MS)),
    DEFAULT_TOOL_TIMEOUT_MS,
  ),
});

/** One tool from the wire. `at` names its place in messages, such as `tools[3]`. */
export function parseTool(input: unknown, at: string): Result<Tool> {
  const parsed = v.safeParse(WireTool, input);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    return invalid(`${at}${where === null ? "" : `.${where}`}: ${issue.message}`);
  }
  const wire = parsed.output;
  const fault =
    pathFault(wire.path) ??
    schemaFault(wire.input_schema, "input_schema") ??
    schemaFault(wire.output_schema, "output_schema");
  if (fault !== null) return invalid(`${at}: ${fault}`);
  return ok({
    name: wire.name ?? wire.path.slice(1).replaceAll("/", "_"),
    method: wire.method,
    path: wire.path,
    description: cleanText(wire.description).trim(),
    inputSchema: cleanSchema(wire.input_schema ?? null),
    outputSchema: cleanSchema(wire.output_schema ?? null),
    annotations: {
      ...wire.annotations,
      ...(wire.annotations.title === undefined
        ? {}
        : { title: cleanLine(wire.annotations.title, MAX_NAME_CHARS) }),
    },
    examples: wire.examples,
    timeoutMs: wire.timeout_ms,
  });
}

/** All tools of a registration; the first fault refuses the whole list. */
export function parseTools(input: readonly unknown[]): Result<readonly Tool[]> {
  if (input.length > MAX_TOOLS) return invalid(`tools: at most ${MAX_TOOLS}, got ${input.length}`);
  const tools: Tool[] = [];
  const taken = new Set<string>();
  for (const [index, item] of input.entries()) {
    const parsed = parseTool(item, `tools[${index}]`);
    if (!parsed.ok) return parsed;
    const tool = parsed.value;
    const address = `${tool.method} ${tool.path}`;
    if (taken.has(address)) return invalid(`tools[${index}]: ${address} is registered twice`);
    const name = `name ${tool.name}`;
    if (taken.has(name))
      return invalid(`tools[${index}]: the name "${tool.name}" is taken; give this tool a "name" of its own`);
    taken.add(address).add(name);
    tools.push(tool);
  }
  return ok(tools);
}

/** The texts in a schema that are there to be read, cleaned; names and values stay as they are. */
function cleanSchema(schema: JsonObject | null): JsonObject | null {
  if (schema === null) return null;
  const text = JSON.stringify(schema, (key, value: Json) =>
    (key === "title" || key === "description" || key === "$comment") && typeof value === "string"
      ? cleanText(value)
      : value,
  );
  const cleaned: Json = JSON.parse(text);
  return isJsonObject(cleaned) ? cleaned : null;
}

const invalid = (message: string): Result<never> => no(refuse("invalid_registration", message));

function pathFault(path: string): string | null {
  if (!PATH.test(path))
    return `path ${JSON.stringify(path)} must start with "/" and hold 1 to 128 of A-Z a-z 0-9 _ - . /`;
  const segments = path.slice(1).split("/");
  if (segments.some((segment) => /^\.{0,2}$/.test(segment)))
    return `path "${path}" must not hold empty, "." or ".." segments`;
  const reserved = RESERVED_PATHS.find((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  return reserved === undefined ? null : `path "${path}" is reserved: the relay answers ${reserved} itself`;
}

function schemaFault(schema: JsonObject | null | undefined, name: string): string | null {
  if (schema === null || schema === undefined) return null;
  const text = JSON.stringify(schema);
  if (new TextEncoder().encode(text).length > MAX_SCHEMA_BYTES)
    return `${name} is over ${MAX_SCHEMA_BYTES} bytes`;
  if (jsonDepth(text, MAX_SCHEMA_DEPTH) > MAX_SCHEMA_DEPTH)
    return `${name} nests deeper than ${MAX_SCHEMA_DEPTH}`;
  if (schema["type"] !== undefined && schema["type"] !== "object") return `${name} must describe an object`;
  const remote = /"\$(?:dynamic)?ref"\s*:\s*"(?!#)/i.exec(text);
  return remote === null ? null : `${name} may hold local references ("#…") only`;
}
