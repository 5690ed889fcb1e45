/** What holds of a tool in any form, parsed or not. */
import { isJsonObject, type JsonObject } from "./json.ts";

export const TOOL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type ToolMethod = (typeof TOOL_METHODS)[number];

/** First segments that the relay answers itself. */
export const RESERVED_PATHS = ["/_as", "/agents.md", "/tools.json", "/openapi.json", "/mcp"] as const;

/** Hints as the Model Context Protocol names them. */
export type ToolAnnotations = {
  readonly title?: string | undefined;
  readonly readOnlyHint?: boolean | undefined;
  readonly destructiveHint?: boolean | undefined;
  readonly idempotentHint?: boolean | undefined;
  readonly openWorldHint?: boolean | undefined;
};

/** A tool registered by GET only reads, unless its annotations say otherwise. */
export const isReadOnlyTool = (tool: {
  readonly method: ToolMethod;
  readonly annotations: ToolAnnotations;
}): boolean => tool.annotations.readOnlyHint ?? tool.method === "GET";

/** With one of these a schema may know more fields than it lists under `properties`. */
const OPENING_KEYWORDS = [
  "additionalProperties",
  "unevaluatedProperties",
  "patternProperties",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "$ref",
];

/** Fields that this input schema does not list are refused, though it does not say so. */
export const isClosedSchema = (schema: JsonObject): boolean =>
  isJsonObject(schema["properties"]) && OPENING_KEYWORDS.every((keyword) => schema[keyword] === undefined);
