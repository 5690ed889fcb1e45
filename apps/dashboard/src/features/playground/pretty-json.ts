/** JSON with a line for each part; anything else as it is. */
import { parseJson } from "./input-fields.ts";

export function prettyJson(text: string): string {
  const parsed = parseJson(text);
  return parsed === null ? text : JSON.stringify(parsed.value, null, 2);
}
