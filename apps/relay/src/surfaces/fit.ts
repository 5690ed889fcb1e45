/** Filling a page: each item in the fullest of its forms for which there is room. */
import { byteLength } from "./answer.ts";

export type Item = {
  /** From the shortest to the fullest. */
  readonly forms: readonly (() => string)[];
  /** Those of a lower rank are made fuller first. */
  readonly rank: number;
};

/** The items that fit in their shortest form, from the first on, some of them in a fuller one. */
export function fitted(items: readonly Item[], maxBytes: number): readonly string[] {
  const taken: { readonly item: Item; text: string }[] = [];
  let left = maxBytes;
  for (const item of items) {
    const text = item.forms[0]?.() ?? "";
    left -= sizeOf(text);
    if (left < 0) break;
    taken.push({ item, text });
  }
  if (taken.length < items.length) return taken.map(({ text }) => text);
  const levels = Math.max(0, ...items.map(({ forms }) => forms.length));
  const byRank = [...taken].sort((a, b) => a.item.rank - b.item.rank);
  for (let level = 1; level < levels; level++) {
    for (const place of byRank) {
      const fuller = place.item.forms[level]?.() ?? place.text;
      const more = sizeOf(fuller) - sizeOf(place.text);
      if (more > left) continue;
      left -= more;
      place.text = fuller;
    }
  }
  return taken.map(({ text }) => text);
}

/** With its line break. */
const sizeOf = (text: string): number => byteLength(text) + 1;
