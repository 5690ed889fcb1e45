/** A tool as a page registered it, and what came of calling it, whatever the browser made of both. */
import type { JsonSchema } from "../tools/input-schema.ts";

export type PageTool = {
  readonly name: string;
  readonly title: string | null;
  readonly description: string;
  readonly inputSchema: JsonSchema | null;
  readonly isReadOnly: boolean;
  /** It does something that matters: the person is asked before. */
  readonly isConsequential: boolean;
};

/** `null` for what cannot be a tool. */
export function readPageTool(tool: object): PageTool | null {
  const [name, description] = [textOf(tool, "name"), textOf(tool, "description")];
  if (name === null || description === null) return null;
  const annotations = objectOf(tool, "annotations") ?? {};
  const hint = (key: string): boolean => Reflect.get(annotations, key) === true;
  return {
    name,
    title: textOf(tool, "title") ?? textOf(annotations, "title"),
    description,
    inputSchema: schemaOf(tool),
    isReadOnly: hint("readOnlyHint"),
    isConsequential: hint("consequentialHint") || hint("destructiveHint"),
  };
}

/** Some browsers list the schema as an object, some as its JSON. */
function schemaOf(tool: object): JsonSchema | null {
  const text = textOf(tool, "inputSchema");
  const found = text === null ? objectOf(tool, "inputSchema") : parsed(text);
  return isObject(found) ? found : null;
}

/**
 * What the tool returned. Browsers pass it on as a text, which is the JSON of anything that was none; tools that were
 * written for the Model Context Protocol answer with parts. Throws what such an answer calls an error.
 */
export function pageResult(result: unknown): unknown {
  const value = typeof result === "string" ? (parsed(result) ?? result) : result;
  if (!isObject(value) || !Array.isArray(value["content"])) return value ?? { ok: true };
  const texts = value["content"].map((part) => (isObject(part) ? part["text"] : undefined));
  if (!texts.every((text) => typeof text === "string")) return value;
  const text = texts.join("\n");
  if (value["isError"] === true) throw new Error(text);
  return value["structuredContent"] ?? text;
}

/** An object or an array; a text that only looks like a number or a word stays a text. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : undefined;
  } catch {
    // It is a text.
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectOf(owner: object, key: string): object | null {
  const value: unknown = Reflect.get(owner, key);
  return isObject(value) ? value : null;
}

function textOf(owner: object, key: string): string | null {
  const value: unknown = Reflect.get(owner, key);
  return typeof value === "string" && value !== "" ? value : null;
}
