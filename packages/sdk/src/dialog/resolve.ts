/** A JSON Schema's own references followed, as far as they lead somewhere. */
import type { JsonSchema } from "../tools/input-schema.ts";

/** Longer chains, and circles, lead nowhere. */
const MAX_STEPS = 16;

/** `true`, an empty object and anything that is no schema: every value will do. */
const ANYTHING: JsonSchema = {};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The schema itself, or the one that its `$ref` names, with what stands beside the reference. */
export function resolve(schema: unknown, root: JsonSchema): JsonSchema {
  let found = isObject(schema) ? schema : ANYTHING;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { $ref: reference, ...beside } = found;
    if (typeof reference !== "string") return found;
    const target = targetOf(reference, root);
    if (target === null) return beside;
    found = { ...target, ...beside };
  }
  return ANYTHING;
}

/** `#/$defs/card`: each part is a key. */
function targetOf(reference: string, root: JsonSchema): JsonSchema | null {
  if (!reference.startsWith("#")) return null;
  let target: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    target = isObject(target) && Object.hasOwn(target, key) ? target[key] : null;
  }
  return isObject(target) ? target : null;
}
