/** An input held against the tool's own schema, where that is one of a library: what it makes of it, or its faults. */
import type { Fault } from "../ask/question.ts";
import { isStandardSchema } from "./input-schema.ts";
import type { ToolDefinition } from "./tool.ts";

export type Given = { readonly input: unknown; readonly body: string };

/** What the handler gets, or why it does not run. */
export type Checked = Given | { readonly faults: readonly Fault[] } | Refused;

export type Refused = {
  readonly refusal: { readonly status: number; readonly code: string; readonly message: string };
  /** The person said no. */
  readonly isDeclined: boolean;
};

export async function checkInput({ input: schema }: ToolDefinition, given: Given): Promise<Checked> {
  if (schema === undefined || !isStandardSchema(schema)) return given;
  const result = await schema["~standard"].validate(given.input);
  if (result.issues === undefined) return { input: result.value, body: given.body };
  const faults = result.issues.map(({ message, path = [] }) => ({
    pointer: path.map((step) => `/${String(typeof step === "object" ? step.key : step)}`).join(""),
    message,
  }));
  return { faults };
}
