/** The door for an app's tools: definitions of any quality become the form for the wire and a table to call from. */
import { isReadOnlyTool, RESERVED_PATHS } from "@agent-socket/protocol";
import { MAX_DESCRIPTION_CHARS, MAX_TOOLS } from "@agent-socket/protocol/limit";
import { AgentSocketError } from "../agent-socket-error.ts";
import { isStandardSchema, type JsonSchema } from "./input-schema.ts";
import type { ToolDefinition } from "./tool.ts";

/** A tool in words for a person who decides about it. */
export type ToolSummary = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What a call can do to the app's state: nothing, change it, or destroy some of it for good. */
  readonly effect: "reads" | "changes" | "destroys";
};

export type ToolTable = {
  /** As the relay takes them. */
  readonly wire: readonly object[];
  readonly byName: ReadonlyMap<string, ToolDefinition>;
  readonly summaries: readonly ToolSummary[];
};

/**
 * Throws `invalid_options` for the first tool that could not be called. Finer faults, such as a schema that is too
 * deep, are the relay's to find: its refusal names them in the same way.
 */
export function readTools(tools: readonly ToolDefinition[]): ToolTable {
  if (!Array.isArray(tools))
    throw invalid('"tools" must be an array, such as [{ path, description, handler }].');
  if (tools.length > MAX_TOOLS) throw invalid(`"tools" holds ${tools.length}; at most ${MAX_TOOLS}.`);
  const read = tools.map((definition, index) => readTool(definition, `tools[${index}]`));
  const byName = new Map<string, ToolDefinition>();
  const addresses = new Set<string>();
  for (const [index, { definition, summary, address }] of read.entries()) {
    const at = `tools[${index}]`;
    if (addresses.has(address))
      throw invalid(`${at}: another tool already answers ${address}; change its "path".`);
    if (byName.has(summary.name))
      throw invalid(`${at}: another tool is named "${summary.name}"; change its "name".`);
    addresses.add(address);
    byName.set(summary.name, definition);
  }
  return { wire: read.map(({ wire }) => wire), byName, summaries: read.map(({ summary }) => summary) };
}

function readTool(definition: ToolDefinition, at: string) {
  if (typeof definition !== "object" || definition === null)
    throw invalid(`${at} must be an object: { path, description, handler }.`);
  const { handler, description, annotations = {}, method = "POST" } = definition;
  if (typeof handler !== "function")
    throw invalid(`${at} needs a "handler": a function that does the work and returns the answer.`);
  if (typeof description !== "string" || description.length > MAX_DESCRIPTION_CHARS)
    throw invalid(`${at} needs a "description" of at most ${MAX_DESCRIPTION_CHARS} characters, for the AI.`);
  const path = definition.path ?? `/${definition.name ?? ""}`;
  const fault = pathFault(path);
  if (fault !== null) throw invalid(`${at}: "path" ${fault}; it is ${JSON.stringify(path)}.`);
  const name = definition.name ?? path.slice(1).replaceAll("/", "_");
  const isReadOnly = isReadOnlyTool({ method, annotations });
  const summary: ToolSummary = {
    name,
    title: annotations.title ?? titleFrom(name),
    description,
    effect: isReadOnly ? "reads" : annotations.destructiveHint === true ? "destroys" : "changes",
  };
  const wire = { ...wireRest(definition, at), name, path, method, description, annotations };
  return { definition, wire, summary, address: `${method} ${path}` };
}

const wireRest = (definition: ToolDefinition, at: string) => ({
  input_schema: inputSchemaOf(definition, at),
  output_schema: definition.output_schema,
  examples: definition.examples,
  timeout_ms: definition.timeoutMs,
});

function pathFault(path: string): string | null {
  if (!/^\/[A-Za-z0-9_\-/.]{1,128}$/.test(path))
    return 'must start with "/" and hold 1 to 128 of A-Z a-z 0-9 _ - . /';
  const isReserved = RESERVED_PATHS.some((reserved) => path === reserved || path.startsWith(`${reserved}/`));
  return isReserved ? "is one that the relay answers itself" : null;
}

/** What the AI is told of the input: without it, it would have to guess. */
function inputSchemaOf({ input, input_schema }: ToolDefinition, at: string): JsonSchema | undefined {
  if (input_schema !== undefined || input === undefined) return input_schema;
  if (!isStandardSchema(input)) return input;
  const { vendor, jsonSchema } = input["~standard"];
  try {
    if (jsonSchema !== undefined) return jsonSchema.input({ target: "draft-2020-12" });
  } catch {
    // The library says so for types that JSON cannot express: the same advice helps.
  }
  throw invalid(
    `${at}: this ${vendor} schema cannot describe itself as JSON Schema. Put its JSON Schema beside it as "input_schema".`,
  );
}

/** `set_pixel` → "Set pixel". */
function titleFrom(name: string): string {
  const words = name.replaceAll(/[_./-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const invalid = (message: string): AgentSocketError => new AgentSocketError("invalid_options", message);
