/** The picture as the app's text shows it: rows of letters, under a legend that says which letter is which color. */
import { hexOf } from "../browser/canvas.ts";

/** As it would be on the screen: one row a line, one color a cell. */
export function rowsSaid(text: string): readonly string[] {
  const colors = new Map(
    [...text.matchAll(/\b([A-Z]) ([a-z]+)\b/g)].map(([, letter = "", name = ""]) => [letter, name]),
  );
  return [...text.matchAll(/^[A-Z]{24}$/gm)].map(([row]) =>
    [...row].map((letter) => hexOf(colors.get(letter) ?? "")).join(" "),
  );
}
