/**
 * Text that an app or a stranger chose and that an AI or a person will read: characters that are invisible or change
 * the order of what is seen can smuggle instructions, so they never pass.
 */

// Control characters but tab and newline; format characters (zero-width, bidi, soft hyphen, byte order mark, tags);
// line and paragraph separators; the supplementary variation selectors.
const HIDDEN = /(?![\t\n])\p{Cc}|\p{Cf}|[\u2028\u2029]|[\u{E0000}-\u{E0FFF}]/gu;

/** Several lines: hidden characters removed, line ends as `\n`, lone surrogates replaced. */
export const cleanText = (text: string): string =>
  text.replaceAll(/\r\n?/g, "\n").toWellFormed().replaceAll(HIDDEN, "");

/** One line: as `cleanText`, white space folded, cut to `maxChars` code points. */
export function cleanLine(text: string, maxChars: number): string {
  const line = cleanText(text).replaceAll(/\s+/g, " ").trim();
  return [...line].slice(0, maxChars).join("");
}
