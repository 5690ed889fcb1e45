/**
 * The links of a page as a reader understands them: each address with the words that stand before it. These are in its own
 * line, or else in the lines above it that it is indented under, or simply in the line before.
 */

export type PrintedLink = {
  readonly url: string;
  /** What the nearest words say that it does. */
  readonly meaning: string;
  /** The lines that it stands under, outermost first. */
  readonly under: readonly string[];
  /** It has places for values, such as `{VALUE}`, and is no address before they are filled. */
  readonly isTemplate: boolean;
};

const ADDRESS = /https?:\/\/[^\s<>"'`]+/g;
const PUNCTUATION = /[.,;:!?)\]]+$/;
const MARKER = /^\s*(?:[-*]|\d+[.)])\s+/;

export function linksIn(text: string): readonly PrintedLink[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const above = linesAbove(lines, index);
    let start = 0;
    return [...line.matchAll(ADDRESS)].map(([found], place): PrintedLink => {
      const url = found.replace(PUNCTUATION, "");
      const at = line.indexOf(found, start);
      const own = meaningIn(line.slice(start, at));
      start = at + found.length;
      const isAlone = own === "" && place === 0;
      return {
        url,
        meaning: isAlone ? (above.at(-1) ?? "") : own,
        under: isAlone ? above.slice(0, -1) : above,
        isTemplate: /[{}]/.test(url),
      };
    });
  });
}

const meaningIn = (words: string): string =>
  words
    .replace(MARKER, "")
    .replace(/[:\s]+$/, "")
    .trim();

/** Those that the line is indented under, up to the heading. An item of a list stands under the line before the list. */
function linesAbove(lines: readonly string[], index: number): readonly string[] {
  const above: string[] = [];
  let depth = depthOf(lines[index] ?? "");
  for (const line of lines.slice(0, index).reverse()) {
    const isHeading = line.startsWith("#");
    if (line.trim() === "" || isAddress(line) || (depthOf(line) >= depth && !isHeading)) continue;
    above.unshift(meaningIn(line));
    depth = depthOf(line);
    if (isHeading) break;
  }
  return above;
}

const isAddress = (line: string): boolean => /^\s*https?:\/\/\S+$/.test(line);

const depthOf = (line: string): number =>
  2 * (line.length - line.trimStart().length) + (MARKER.test(line) ? 1 : 0);
