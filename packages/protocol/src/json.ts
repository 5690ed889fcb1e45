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
  for (let index = 0; index < text.length && deepest <= limit; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/** Where the string that starts at `start` has its closing quote. A long one is searched by the engine, not by us. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === 0x5c) before--;
    // After an even number of backslashes the quote is one; after an odd number it belongs to the text.
    if ((quote - before) % 2 === 1) return quote;
  }
  return text.length;
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
