/** Pictures to paint, as pixels with the color names that the canvas's tools take. */

export type Pixel = { readonly x: number; readonly y: number; readonly color: string };
export type Picture = readonly Pixel[];

const COLORS: Readonly<Record<string, string>> = {
  B: "blue",
  C: "cyan",
  H: "peach",
  K: "black",
  N: "brown",
  O: "orange",
  R: "red",
  W: "white",
  Y: "yellow",
};

export const heart = pictureAt(3, 2, [
  ".RR...RR.",
  "RRRR.RRRR",
  "RRRRRRRRR",
  ".RRRRRRR.",
  "..RRRRR..",
  "...RRR...",
  "....R....",
]);

export const smile = pictureAt(14, 14, ["K...K", ".....", "Y...Y", ".YYY."]);

/** Rows of letters; a `.` is left as it was. */
export function pictureAt(left: number, top: number, rows: readonly string[]): Picture {
  return rows.flatMap((row, down) =>
    [...row].flatMap((letter, right) => {
      const color = COLORS[letter];
      return color === undefined ? [] : [{ x: left + right, y: top + down, color }];
    }),
  );
}
