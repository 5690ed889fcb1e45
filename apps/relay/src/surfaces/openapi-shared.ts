/** What every OpenAPI document of a link holds besides its tools: a batch of calls, the result of a slow one, errors. */
import { type JsonObject, limits, type Tool } from "@agent-socket/protocol";

const BATCH_ID = "run_batch";
const TASK_ID = "get_task_result";

/** Other names where the app has tools of these. */
export function sharedOperations(tools: readonly Tool[]): {
  readonly paths: JsonObject;
  readonly ids: readonly string[];
  readonly batchId: string;
  readonly count: number;
} {
  const names = new Set(tools.map(({ name }) => name));
  const batchId = freeName(BATCH_ID, names);
  const taskId = freeName(TASK_ID, names);
  const paths: JsonObject = {
    "/_as/batch": { post: batchOperation(batchId, tools) },
    "/_as/tasks/{task}": { get: taskOperation(taskId) },
  };
  return { paths, ids: [batchId, taskId], batchId, count: 2 };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`relay_${name}`, taken) : name;
}

const json = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });
const schemaNamed = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const batchOperation = (operationId: string, tools: readonly Tool[]): JsonObject => ({
  operationId,
  summary: "Run many calls in one request",
  description: `Up to ${limits.MAX_BATCH_CALLS} calls, run one after the other, one result each. The fastest way where a tool does one small step.`,
  // As consequential as the most consequential tool that it can call.
  "x-openai-isConsequential": tools.some(({ annotations }) => annotations.destructiveHint === true),
  requestBody: {
    required: true,
    content: json({
      type: "object",
      properties: {
        calls: { type: "array", minItems: 1, maxItems: limits.MAX_BATCH_CALLS, items: callOf(tools) },
      },
      required: ["calls"],
      additionalProperties: false,
    }),
  },
  responses: {
    "200": {
      description: "One result for each call, in their order",
      content: json(schemaNamed("BatchResults")),
    },
    ...failed,
  },
});

const callOf = (tools: readonly Tool[]): JsonObject => ({
  type: "object",
  properties: {
    tool: { type: "string", ...(tools.length === 0 ? {} : { enum: tools.map(({ name }) => name) }) },
    arguments: { type: "object", properties: {}, additionalProperties: true },
  },
  required: ["tool"],
  additionalProperties: false,
});

const taskOperation = (operationId: string): JsonObject => ({
  operationId,
  summary: "Get the result of a call that was still running",
  "x-openai-isConsequential": false,
  parameters: [
    {
      name: "task",
      in: "path",
      required: true,
      description: "From the answer of the call",
      schema: { type: "string" },
    },
    {
      name: "wait",
      in: "query",
      required: false,
      description: "How many seconds to wait for the result",
      schema: { type: "integer", minimum: 0, maximum: limits.DEFAULT_WAIT_MS / 1000 },
    },
  ],
  responses: {
    "200": { description: "What the app answered" },
    "202": { description: "Still running", content: json(schemaNamed("Task")) },
    ...failed,
  },
});

export const failed: JsonObject = {
  "4XX": { description: "Refused; the message says why", content: json(schemaNamed("Error")) },
  "5XX": { description: "The app is away, or did not answer", content: json(schemaNamed("Error")) },
};

const text: JsonObject = { type: "string" };

export const sharedSchemas: JsonObject = {
  Error: {
    type: "object",
    properties: {
      error: {
        type: "object",
        properties: {
          code: text,
          message: text,
          hint: text,
          issues: { type: "array", items: { type: "object", properties: { pointer: text, message: text } } },
          request_id: text,
        },
        required: ["code", "message"],
      },
    },
    required: ["error"],
  },
  Task: {
    type: "object",
    properties: { task: text, url: text, hint: text, progress: { type: "object", properties: {} } },
    required: ["task", "url"],
  },
  BatchResults: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          type: "object",
          description: "The result as JSON, text or base64; or the task, or the error",
          properties: {
            tool: text,
            status: { type: "integer" },
            result: {},
            text,
            base64: text,
            contentType: text,
            task: text,
            url: text,
            error: { type: "object", properties: { code: text, message: text, hint: text } },
          },
          required: ["tool", "status"],
        },
      },
    },
    required: ["results"],
  },
};
