/** JSON values and the checks that go before their use. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * How deep a JSON text nests, found without parsing it, so that a hostile text costs one pass and no stack. Stops
 * counting once `limit` is passed.
 */
export function jsonDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length && deepest <= limit; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/** The parsed text, or `null` when it is not JSON or nests deeper than `maxDepth`. */
export function parseJson(text: string, maxDepth: number): { readonly value: Json } | null {
  if (jsonDepth(text, maxDepth) > maxDepth) return null;
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return null;
  }
}
