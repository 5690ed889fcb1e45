/** Texts cut to bytes of UTF-8, since a page's size is counted in bytes; never within a character. */
import { byteLength } from "./answer.ts";

/** As much of the text from the character `from` on as fits into so many bytes. */
export function firstBytes(text: string, from: number, maxBytes: number): string {
  let end = from;
  let bytes = 0;
  for (const character of text.slice(from, from + maxBytes)) {
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    end += character.length;
  }
  return text.slice(from, end);
}

/** The text, or its beginning and an ellipsis. */
export function shortened(text: string, maxBytes: number): string {
  return byteLength(text) <= maxBytes ? text : `${firstBytes(text, 0, maxBytes - ELLIPSIS_BYTES).trimEnd()}…`;
}

const ELLIPSIS_BYTES = 3;
