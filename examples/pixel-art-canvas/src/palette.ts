/** The sixteen colors, each with the name that tools take and the letter that stands for it in text. */

export const palette = [
  { name: "white", letter: "W", hex: "#ffffff" },
  { name: "silver", letter: "S", hex: "#c3c9d6" },
  { name: "gray", letter: "A", hex: "#7d8599" },
  { name: "black", letter: "K", hex: "#14141c" },
  { name: "red", letter: "R", hex: "#e5394b" },
  { name: "orange", letter: "O", hex: "#f68b2c" },
  { name: "yellow", letter: "Y", hex: "#fcd53f" },
  { name: "lime", letter: "L", hex: "#9bd63e" },
  { name: "green", letter: "G", hex: "#2f9e56" },
  { name: "teal", letter: "T", hex: "#1fa7a0" },
  { name: "cyan", letter: "C", hex: "#4cc3f0" },
  { name: "blue", letter: "B", hex: "#2f5fd6" },
  { name: "purple", letter: "P", hex: "#7a4bc8" },
  { name: "pink", letter: "I", hex: "#f27ab0" },
  { name: "brown", letter: "N", hex: "#8a5636" },
  { name: "peach", letter: "H", hex: "#f7c59f" },
] as const;

export type Color = (typeof palette)[number];
export type ColorName = Color["name"];

export const PAPER: Color = palette[0];

export const colorNames: readonly ColorName[] = palette.map(({ name }) => name);

export const letters: string = palette.map(({ letter }) => letter).join("");
export const legend: string = palette.map(({ letter, name }) => `${letter} ${name}`).join(", ");

export const byName = (name: string): Color | undefined => palette.find((color) => color.name === name);
export const byLetter = (letter: string): Color | undefined =>
  palette.find((color) => color.letter === letter);
