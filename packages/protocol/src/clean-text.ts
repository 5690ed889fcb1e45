/**
 * Text that an app or a stranger chose and that an AI or a person will read: characters that are invisible or change
 * the order of what is seen can smuggle instructions, so they never pass.
 */

// Control characters but tab and newline; format characters (zero-width, bidi, soft hyphen, byte order mark, tags);
// line and paragraph separators; whatever a font shows as nothing (fillers, joiners, variation selectors), but for
// the two selectors that tell emoji from text.
const HIDDEN = /(?![\t\n])\p{Cc}|\p{Cf}|[\u2028\u2029]|(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}/gu;
// A run of those two could spell out bits.
const REPEATED_SELECTOR = /(?<=[\uFE0E\uFE0F])[\uFE0E\uFE0F]+/g;

/** Several lines: hidden characters removed, line ends as `\n`, lone surrogates replaced. */
export const cleanText = (text: string): string =>
  text.replaceAll(/\r\n?/g, "\n").toWellFormed().replaceAll(HIDDEN, "").replaceAll(REPEATED_SELECTOR, "");

/** One line: as `cleanText`, white space folded, cut to `maxChars` code points. */
export function cleanLine(text: string, maxChars: number): string {
  const line = cleanText(text).replaceAll(/\s+/g, " ").trim();
  return [...line].slice(0, maxChars).join("").trimEnd();
}
