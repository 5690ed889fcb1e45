/** One call of one tool: the input is parsed and checked, the handler runs, whatever comes out becomes a reply. */
import type { RelayFrame } from "@agent-socket/protocol";
import { isStandardSchema, type StandardSchema } from "./input-schema.ts";
import { errorReply, type WireReply, wireReply } from "./reply.ts";
import type { ToolDefinition } from "./tool.ts";

export type ToolCallFrame = Extract<RelayFrame, { type: "tool_call" }>;

/** Never throws. */
export async function runTool(
  definition: ToolDefinition,
  frame: ToolCallFrame,
  signal: AbortSignal,
): Promise<WireReply> {
  try {
    const input = parseBody(frame.body);
    const schema = definition.input;
    const checked =
      schema !== undefined && isStandardSchema(schema) ? await check(schema, input) : { value: input };
    if ("refusal" in checked) return checked.refusal;
    const { body, method, path, headers, caller } = frame;
    const result = await definition.handler({
      input: checked.value,
      body,
      method,
      path,
      headers,
      caller,
      signal,
    });
    return await wireReply(result, frame.tool);
  } catch (cause) {
    // The message is for the AI; the stack stays here, where the developer can see it.
    if (!signal.aborted) console.error(`[agent-socket] The tool ${frame.tool} failed:`, cause);
    return errorReply(500, "tool_error", messageOf(cause));
  }
}

/** A tool without a schema may be sent text that is not JSON: the handler gets it as it is. */
function parseBody(body: string): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

async function check(
  schema: StandardSchema,
  input: unknown,
): Promise<{ value: unknown } | { refusal: WireReply }> {
  const result = await schema["~standard"].validate(input);
  if (result.issues === undefined) return { value: result.value };
  const issues = result.issues.map(({ message, path = [] }) => ({
    pointer: path.map((step) => `/${String(typeof step === "object" ? step.key : step)}`).join(""),
    message,
  }));
  const text = issues.map(({ pointer, message }) => `${pointer || "input"}: ${message}`).join("; ");
  return { refusal: errorReply(422, "invalid_input", `The input is not valid. ${text}`, issues) };
}

function messageOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : typeof cause === "string" ? cause : "";
  return message === "" ? "The tool failed and gave no reason." : message;
}
