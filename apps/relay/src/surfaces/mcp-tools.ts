/** The tools of a link as the Model Context Protocol lists them, with one of ours for calls that take long. */
import {
  isClosedSchema,
  isJsonObject,
  isReadOnlyTool,
  type Json,
  type JsonObject,
  type Tool,
  type ToolAnnotations,
} from "@agent-socket/protocol";

/** How long a call is waited for. Many clients give up on a request after 60 s. */
export const MCP_WAIT_MS = 45_000;
/** How the name of our own tool begins; a number follows where an app has a tool of that name. */
export const WAIT_TOOL = "wait_for_result";

type ObjectSchema = { readonly type: "object"; readonly [keyword: string]: Json };

export type McpTool = {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema?: ObjectSchema;
  readonly annotations: ToolAnnotations;
};

export function mcpTools(tools: readonly Tool[]): readonly McpTool[] {
  const waitTool = waitToolName(tools);
  return [...tools.map(mcpTool), ...(waitTool === null ? [] : [waitForResult(waitTool)])];
}

/** Of our own tool for the results of slow calls; `null` where no tool may be slow. */
export function waitToolName(tools: readonly Tool[]): string | null {
  if (tools.every(({ timeoutMs }) => timeoutMs <= MCP_WAIT_MS)) return null;
  const taken = new Set(tools.map(({ name }) => name));
  let name: string = WAIT_TOOL;
  for (let number = 2; taken.has(name); number++) name = `${WAIT_TOOL}_${number}`;
  return name;
}

/** The object schema of a tool's results, where it has one. */
export function objectOutputSchema({ outputSchema }: Tool): ObjectSchema | null {
  return outputSchema?.["type"] === "object" ? { ...outputSchema, type: "object" } : null;
}

function mcpTool(tool: Tool): McpTool {
  const { name, description, inputSchema, annotations } = tool;
  const outputSchema = objectOutputSchema(tool);
  return {
    name,
    ...(annotations.title === undefined ? {} : { title: annotations.title }),
    description,
    inputSchema: {
      ...(inputSchema === null ? { additionalProperties: true } : closed(withoutHeaderMarks(inputSchema))),
      type: "object",
    },
    ...(outputSchema === null ? {} : { outputSchema }),
    annotations: { ...annotations, readOnlyHint: isReadOnlyTool(tool) },
  };
}

/** Says what the relay holds to: fields that the schema does not list are refused. */
const closed = (schema: JsonObject): JsonObject =>
  isClosedSchema(schema) ? { ...schema, additionalProperties: false } : schema;

/** Clients would send the arguments that an app marks in this way as headers too, where others may read them. */
function withoutHeaderMarks(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema, (key, value: Json) =>
    key === "x-mcp-header" && typeof value === "string" ? undefined : value,
  );
  const copy: Json = JSON.parse(text);
  return isJsonObject(copy) ? copy : schema;
}

const waitForResult = (name: string): McpTool => ({
  name,
  title: "Wait for a result",
  description:
    "Returns the result of a tool call that was still running when it was answered. Waits for it and runs nothing; may be called any number of times.",
  inputSchema: {
    type: "object",
    properties: {
      task: { type: "string", description: "The task that the answer of the call named." },
      wait_seconds: {
        type: "integer",
        minimum: 0,
        maximum: MCP_WAIT_MS / 1000,
        default: MCP_WAIT_MS / 1000,
        description: "How long to wait for the result at most.",
      },
    },
    required: ["task"],
    additionalProperties: false,
  },
  annotations: { title: "Wait for a result", readOnlyHint: true, idempotentHint: true, openWorldHint: false },
});
