/** `openapi.json`: the tools as an OpenAPI 3.1 document, within the limits of those who import it as actions. */
import {
  cleanLine,
  isJsonObject,
  isReadOnlyTool,
  type Json,
  type JsonObject,
  limits,
  type Tool,
} from "@agent-socket/protocol";
import { type Answer, byteLength, jsonAnswer } from "./answer.ts";
import { argumentsOf } from "./arguments.ts";
import type { LinkView } from "./link-view.ts";
import { hasReference, MAX_PROPERTY_DESCRIPTION_CHARS, openapiSchema } from "./openapi-schema.ts";
import { failed, sharedOperations, sharedSchemas } from "./openapi-shared.ts";
import { titleOf } from "./tool-links.ts";

/** Custom GPTs are known to take so many operations; the others can be called as a batch. */
const MAX_OPERATIONS = 30;
const MAX_DESCRIPTION_CHARS = 300;
const MAX_OPERATION_ID_CHARS = 64;
const MAX_EXAMPLE_BYTES = 2_000;
/** Custom GPTs take a document of 1 MB, counted as they print it. */
const MAX_SCHEMAS_BYTES = 250_000;

type Document = { readonly paths: Map<string, JsonObject>; readonly schemas: Map<string, JsonObject> };

export function openapiJson(view: LinkView): Answer {
  const { app, base, tools } = view;
  const shared = sharedOperations(tools);
  const shown = tools.slice(0, MAX_OPERATIONS - shared.count);
  const document: Document = { paths: new Map(), schemas: new Map() };
  const ids = new Set(shared.ids);
  let left = MAX_SCHEMAS_BYTES;
  for (const tool of shown) {
    left -= byteLength(JSON.stringify([tool.inputSchema, tool.outputSchema]));
    addOperation(document, tool, idOf(tool, ids), left >= 0);
  }
  const rest = tools.length - shown.length;
  const more =
    rest === 0
      ? ""
      : ` ${rest} more tools can be called with ${shared.batchId}; ${base}/tools.json lists them.`;
  return jsonAnswer(200, {
    openapi: "3.1.0",
    info: {
      title: app.name,
      version: "1",
      description: `${cleanLine(app.description, limits.MAX_DESCRIPTION_CHARS)}${more}`.trim() || app.name,
    },
    servers: [{ url: base }],
    security: [],
    paths: { ...Object.fromEntries(document.paths), ...shared.paths },
    components: { schemas: { ...sharedSchemas, ...Object.fromEntries(document.schemas) } },
  });
}

/** Unique, of the characters that importers take. */
function idOf({ name }: Tool, taken: Set<string>): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, MAX_OPERATION_ID_CHARS);
  let id = plain;
  for (let count = 2; taken.has(id); count++) {
    const suffix = `_${count}`;
    id = `${plain.slice(0, MAX_OPERATION_ID_CHARS - suffix.length)}${suffix}`;
  }
  taken.add(id);
  return id;
}

function addOperation(document: Document, tool: Tool, id: string, withSchemas: boolean): void {
  // Also where its parts stand as parameters: what they refer to is in the component.
  const input = withSchemas ? place(document, tool.inputSchema, `${id}_input`) : null;
  const output = withSchemas ? place(document, tool.outputSchema, `${id}_output`) : null;
  const description = cleanLine(tool.description, MAX_DESCRIPTION_CHARS);
  const operation: JsonObject = {
    operationId: id,
    summary: titleOf(tool),
    ...(description === "" ? {} : { description }),
    // Asked of the person each time. What can be undone in the app, in front of their eyes, they may allow for good.
    "x-openai-isConsequential": !isReadOnlyTool(tool) && tool.annotations.destructiveHint === true,
    ...(takesQuery(tool) ? { parameters: parametersOf(tool, id, withSchemas) } : bodyOf(tool, input)),
    responses: responsesOf(output),
  };
  const others = document.paths.get(tool.path) ?? {};
  document.paths.set(tool.path, { ...others, [tool.method.toLowerCase()]: operation });
}

/** A schema as it may stand in the document: where it refers to itself, as a component of its own. */
function place({ schemas }: Document, schema: JsonObject | null, name: string): JsonObject | null {
  if (schema === null) return null;
  const at = `#/components/schemas/${name}`;
  const moved = openapiSchema(schema, at);
  if (!hasReference(schema)) return moved;
  schemas.set(name, moved);
  return { $ref: at };
}

/** These have no body, or none that importers know of. */
const takesQuery = ({ method }: Tool): boolean => method === "GET" || method === "DELETE";

function parametersOf(tool: Tool, id: string, withSchemas: boolean): readonly JsonObject[] {
  const properties = tool.inputSchema?.["properties"];
  if (!withSchemas || tool.inputSchema === null || !isJsonObject(properties)) return [];
  const root = openapiSchema(tool.inputSchema, `#/components/schemas/${id}_input`);
  const moved = root["properties"];
  return argumentsOf(tool).map(({ name, schema, isRequired }) => {
    const own: Json = isJsonObject(moved) ? (moved[name] ?? {}) : {};
    const said = schema["description"];
    const isObject = schema["type"] === "object";
    return {
      name,
      in: "query",
      required: isRequired,
      ...(typeof said === "string" ? { description: cleanLine(said, MAX_PROPERTY_DESCRIPTION_CHARS) } : {}),
      // An object goes into a query as JSON.
      ...(isObject ? { content: { "application/json": { schema: own } } } : { schema: own }),
    };
  });
}

function bodyOf(tool: Tool, input: JsonObject | null): JsonObject {
  // Importers skip a body that is not said to be an object with properties.
  const schema = input === null ? { type: "object", properties: {} } : withProperties(input);
  const example = tool.examples.find((one) => byteLength(JSON.stringify(one)) <= MAX_EXAMPLE_BYTES);
  const content = { "application/json": { schema, ...(example === undefined ? {} : { example }) } };
  return { requestBody: { required: argumentsOf(tool).some(({ isRequired }) => isRequired), content } };
}

const withProperties = (schema: JsonObject): JsonObject =>
  schema["$ref"] !== undefined ? schema : { type: "object", properties: {}, ...schema };

const responsesOf = (output: JsonObject | null): JsonObject => ({
  "200": {
    description: "What the app answered",
    ...(output === null ? {} : { content: { "application/json": { schema: output } } }),
  },
  "202": {
    description: "Still running; the result will be at the task's address",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Task" } } },
  },
  ...failed,
});
