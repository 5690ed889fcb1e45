/** The door for an app's tools: definitions of any quality become the form for the wire and a table to call from. */
import { isReadOnlyTool, RESERVED_PATHS } from "@agent-socket/protocol";
import { ASK_TIMEOUT_MS, MAX_DESCRIPTION_CHARS, MAX_TOOLS } from "@agent-socket/protocol/limit";
import { AgentSocketError } from "../agent-socket-error.ts";
import type { Person } from "../ask/read-person.ts";
import { isStandardSchema, type JsonSchema } from "./input-schema.ts";
import type { ToolSummary } from "./tool-summary.ts";
import type { ToolDefinition } from "./tool.ts";

/** A tool as it is called. */
export type ToolEntry = {
  readonly definition: ToolDefinition;
  readonly summary: ToolSummary;
  /** What the AI was told of the input, or `null`. */
  readonly inputSchema: JsonSchema | null;
};

export type ToolTable = {
  /** As the relay takes them. */
  readonly wire: readonly object[];
  readonly byName: ReadonlyMap<string, ToolEntry>;
  readonly summaries: readonly ToolSummary[];
};

/** What of the person matters here. */
export type Approver = Pick<Person, "approve" | "approvesDestructive">;

/**
 * Throws `invalid_options` for the first tool that could not be called. Finer faults, such as a schema that is too
 * deep, are the relay's to find: its refusal names them in the same way.
 */
export function readTools(tools: readonly ToolDefinition[], person: Approver): ToolTable {
  if (!Array.isArray(tools))
    throw invalid('"tools" must be an array, such as [{ path, description, handler }].');
  if (tools.length > MAX_TOOLS) throw invalid(`"tools" holds ${tools.length}; at most ${MAX_TOOLS}.`);
  const read = tools.map((definition, index) => readTool(definition, `tools[${index}]`, person));
  const byName = new Map<string, ToolEntry>();
  const addresses = new Set<string>();
  for (const [index, { entry, address }] of read.entries()) {
    const at = `tools[${index}]`;
    if (addresses.has(address))
      throw invalid(`${at}: another tool already answers ${address}; change its "path".`);
    const { name } = entry.summary;
    if (byName.has(name)) throw invalid(`${at}: another tool is named "${name}"; change its "name".`);
    addresses.add(address);
    byName.set(name, entry);
  }
  return {
    wire: read.map(({ wire }) => wire),
    byName,
    summaries: read.map(({ entry }) => entry.summary),
  };
}

function readTool(definition: ToolDefinition, at: string, person: Approver) {
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
  const inputSchema = inputSchemaOf(definition, at);
  const summary = summaryOf(definition, name, person);
  const { output_schema, examples } = definition;
  // A person needs time to come, to read and to decide.
  const timeout_ms = definition.timeoutMs ?? (summary.asksFirst ? ASK_TIMEOUT_MS : undefined);
  const rest = { input_schema: inputSchema, output_schema, examples, timeout_ms };
  return {
    entry: { definition, summary, inputSchema: inputSchema ?? null },
    wire: { name, path, method, description: wireDescription(summary), annotations, ...rest },
    address: `${method} ${path}`,
  };
}

/** An AI should know why an answer takes its time. */
function wireDescription({ description, asksFirst }: ToolSummary): string {
  const whole = `${description} ${ASKS_FIRST}`.trim();
  return asksFirst && whole.length <= MAX_DESCRIPTION_CHARS ? whole : description;
}

const ASKS_FIRST = "The app's user is asked before it runs.";

function summaryOf(
  { description, annotations = {}, method = "POST", approve }: ToolDefinition,
  name: string,
  { approve: approver, approvesDestructive }: Approver,
): ToolSummary {
  const isReadOnly = isReadOnlyTool({ method, annotations });
  const effect = isReadOnly ? "reads" : annotations.destructiveHint === true ? "destroys" : "changes";
  return {
    name,
    title: annotations.title ?? titleFrom(name),
    description,
    effect,
    asksFirst: approver !== null && (approve ?? (approvesDestructive && effect === "destroys")),
  };
}

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
