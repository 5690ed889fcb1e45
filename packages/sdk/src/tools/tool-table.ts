/** The door for an app's tools: definitions of any quality become the form for the wire and a table to call from. */
import { isReadOnlyTool, limits, parseTool, type Tool } from "@agent-socket/protocol";
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

/** Throws `invalid_options` for the first tool that the relay would not take, or that could not be called. */
export function readTools(tools: readonly ToolDefinition[]): ToolTable {
  if (!Array.isArray(tools))
    throw invalid('"tools" must be an array, such as [{ path, description, handler }].');
  if (tools.length > limits.MAX_TOOLS)
    throw invalid(`"tools" holds ${tools.length}; at most ${limits.MAX_TOOLS}.`);
  const wire: object[] = [];
  const byName = new Map<string, ToolDefinition>();
  const summaries: ToolSummary[] = [];
  const addresses = new Set<string>();
  for (const [index, definition] of tools.entries()) {
    const at = `tools[${index}]`;
    const wireTool = wireForm(definition, at);
    const parsed = parseTool(wireTool, at);
    if (!parsed.ok) throw invalid(`${parsed.refusal.message}.`);
    const tool = parsed.value;
    const address = `${tool.method} ${tool.path}`;
    if (addresses.has(address))
      throw invalid(`${at}: another tool already answers ${address}; change its path.`);
    if (byName.has(tool.name))
      throw invalid(`${at}: another tool is named "${tool.name}"; give it another "name".`);
    addresses.add(address);
    wire.push(wireTool);
    byName.set(tool.name, definition);
    summaries.push(summaryOf(tool));
  }
  return { wire, byName, summaries };
}

function wireForm(definition: ToolDefinition, at: string): object {
  if (typeof definition !== "object" || definition === null)
    throw invalid(`${at} must be an object: { path, description, handler }.`);
  if (typeof definition.handler !== "function")
    throw invalid(`${at} needs a "handler": a function that does the work and returns the answer.`);
  const { name, path, method, description, output_schema, annotations, examples, timeoutMs } = definition;
  if (path === undefined && name === undefined)
    throw invalid(`${at} needs a "path" such as "/do_thing", or a "name" such as "do_thing".`);
  return {
    path: path ?? `/${name}`,
    ...(name === undefined ? {} : { name }),
    ...(method === undefined ? {} : { method }),
    description,
    ...withSchema(definition, at),
    ...(output_schema === undefined ? {} : { output_schema }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(examples === undefined ? {} : { examples }),
    ...(timeoutMs === undefined ? {} : { timeout_ms: timeoutMs }),
  };
}

/** What the AI is told of the input: without it, it would have to guess. */
function withSchema({ input, input_schema }: ToolDefinition, at: string): { input_schema?: JsonSchema } {
  if (input_schema !== undefined) return { input_schema };
  if (input === undefined) return {};
  if (!isStandardSchema(input)) return { input_schema: input };
  const { vendor, jsonSchema } = input["~standard"];
  const mend = 'Put its JSON Schema beside it as "input_schema".';
  if (jsonSchema === undefined)
    throw invalid(`${at}: this ${vendor} schema cannot describe itself as JSON Schema. ${mend}`);
  try {
    return { input_schema: jsonSchema.input({ target: "draft-2020-12" }) };
  } catch (cause) {
    throw invalid(`${at}: this ${vendor} schema has no JSON Schema form (${messageOf(cause)}). ${mend}`);
  }
}

const summaryOf = (tool: Tool): ToolSummary => ({
  name: tool.name,
  title: tool.annotations.title ?? titleFrom(tool.name),
  description: tool.description,
  effect: isReadOnlyTool(tool) ? "reads" : tool.annotations.destructiveHint === true ? "destroys" : "changes",
});

/** `set_pixel` → "Set pixel". */
function titleFrom(name: string): string {
  const words = name.replaceAll(/[_./-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const invalid = (message: string): AgentSocketError => new AgentSocketError("invalid_options", message);
