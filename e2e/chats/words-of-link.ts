/** What the words before a link say that it chooses: `x = 4, color = red`, or `x from 0 to 7` on the way to it. */
import type { PrintedLink } from "@agent-socket/doctor";
import type { Arguments } from "./goal.ts";

/** How many of the wanted arguments these words settle, a part of a range counting half; `null` if they settle another value. */
export function settled(words: string, wanted: Arguments): number | null {
  const range = /^(\w+) from (-?\d+) to (-?\d+)$/.exec(words);
  if (range !== null) {
    const [, name = "", from, to] = range;
    const value = wanted[name];
    return typeof value === "number" && Number(from) <= value && value <= Number(to) ? 0.5 : null;
  }
  const chosen = [...words.matchAll(/(\w+) = (.+?)(?=, \w+ = |$)/g)];
  const fits = chosen.every(([, name = "", value = ""]) => means(value, wanted[name]));
  return fits ? chosen.length : null;
}

/** Links may stand under "by color", each with nothing but its value. */
export function meaningOf({ meaning, under }: PrintedLink): string {
  const [, by] = /\bby (\w+)$/.exec(under.at(-1) ?? "") ?? [];
  return by === undefined ? meaning : `${by} = ${meaning}`;
}

/** A value as a page writes it: as JSON, or as bare text. */
function means(printed: string, wanted: unknown): boolean {
  return printed === JSON.stringify(wanted) || printed === wanted;
}
