/** What an app developer writes to expose one function, and what its handler is given. */
import type { InputOf, JsonSchema, StandardSchema } from "./input-schema.ts";

/** Of HTTP. A tool that is called by `GET` is taken to read only. */
export type ToolMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Hints as the Model Context Protocol names them. They decide what a person is told and what an AI may do by itself. */
export type ToolAnnotations = {
  /** A short name for people: "Set a pixel". */
  readonly title?: string | undefined;
  /** It only reads. A tool with the method `GET` does unless this says otherwise. */
  readonly readOnlyHint?: boolean | undefined;
  /** It may destroy something that cannot be brought back. */
  readonly destructiveHint?: boolean | undefined;
  /** Doing it twice is the same as doing it once. */
  readonly idempotentHint?: boolean | undefined;
  /** It reaches beyond the app. */
  readonly openWorldHint?: boolean | undefined;
};

/** Who calls: never the link's token, never an address. */
export type Caller = {
  readonly tokenId: string;
  readonly label: string | null;
  readonly surface: "http" | "link" | "mcp" | "batch";
  /** A guess such as `claude` or `curl`; for display, never for a decision. */
  readonly client: string | null;
};

/** What a handler is given: the checked input, who calls, and when to stop. */
export type ToolCall<Input = unknown> = {
  /** The parsed JSON body, checked against the tool's schema; `{}` when there was none; a `Uint8Array` where bytes were sent. */
  readonly input: Input;
  /** The body as it was sent; of bytes, their base64. */
  readonly body: string;
  /** Of the body: `application/json`, or of bytes what their sender said, such as `image/png`. */
  readonly contentType: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller;
  /** Aborted when nobody waits for the answer any more: cancelled, out of time, revoked, connection lost. */
  readonly signal: AbortSignal;
  /** Says how far a slow call is, as often as it likes. It is for those who wait, and changes nothing. */
  readonly progress: ReportProgress;
};

/** `progress(3, 24, "third row")`: done, of how many, and a few words (at most 256 characters). */
export type ReportProgress = (done: number, total?: number, message?: string) => void;

type ToolCommon = {
  /** Names the tool; made from `path` when left out. */
  readonly name?: string | undefined;
  /** Such as `/set_pixel`; made from `name` when left out. */
  readonly path?: string | undefined;
  /** `POST` when left out. */
  readonly method?: ToolMethod | undefined;
  /** Written for the AI that reads it: what it does, when to use it, what comes back. At most 1024 characters. */
  readonly description: string;
  readonly output_schema?: JsonSchema | undefined;
  readonly annotations?: ToolAnnotations | undefined;
  /** Inputs that a reader may try as they stand, at most 8. */
  readonly examples?: readonly object[] | undefined;
  /**
   * How long a call may take, in milliseconds; at most one hour. When left out 5 minutes, or 10 where a person is asked
   * first: the time that they take counts.
   */
  readonly timeoutMs?: number | undefined;
  /** Whether a person must allow each call; when left out, `connect({ approve })` decides. */
  readonly approve?: boolean | undefined;
};

/** A tool of any input. What `tool()` returns, and what `connect({ tools })` takes; a plain object will do as well. */
export type ToolDefinition<Input = unknown> = ToolCommon & {
  /** A JSON Schema of an object, or a schema of any library that speaks Standard Schema. */
  readonly input?: JsonSchema | StandardSchema | undefined;
  /** A JSON Schema of the input, where `input` is absent or cannot describe itself. */
  readonly input_schema?: JsonSchema | undefined;
  /**
   * Returns any JSON value, a text, a `Blob` or `Uint8Array`, or a `reply(status, body, contentType)`. What it throws
   * reaches the AI as a readable error: the message, never the stack.
   */
  handler(call: ToolCall<Input>): unknown;
};

/** A tool whose handler's `input` has the type that its schema stands for. */
export type TypedTool<Schema> = ToolCommon & {
  readonly input?: Schema | undefined;
  readonly input_schema?: (Schema extends StandardSchema ? JsonSchema : Schema) | undefined;
  handler(call: ToolCall<InputOf<Schema>>): unknown;
};

/**
 * Types the handler's `input` by the schema. It changes nothing: the definition is checked by `connect`.
 *
 * @example
 * ```ts
 * import { tool } from "@agent-socket/sdk";
 *
 * const double = tool({
 *   path: "/double",
 *   description: "Doubles a number.",
 *   input: { type: "object", properties: { n: { type: "number" } }, required: ["n"] },
 *   handler: ({ input }) => input.n * 2,
 * });
 * ```
 */
export function tool<const Schema extends JsonSchema | StandardSchema>(
  definition: TypedTool<Schema>,
): ToolDefinition<InputOf<Schema>> {
  return definition;
}
