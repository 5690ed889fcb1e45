/** What is really on the example's canvas: the color in the middle of each of its cells. */
import type { Page } from "@playwright/test";
import type { Picture } from "../agents/picture.ts";

const SIZE = 24;
const PAPER = "#ffffff";
/** The colors as the example shows them. */
const HEX: Readonly<Record<string, string>> = {
  white: PAPER,
  black: "#14141c",
  red: "#e5394b",
  yellow: "#fcd53f",
  purple: "#7a4bc8",
  peach: "#f7c59f",
};

/** One row a line, one color a cell. */
export function readCanvas(page: Pick<Page, "locator">): Promise<readonly string[]> {
  return page.locator("#canvas").evaluate((canvas, size) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error("There is no canvas.");
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("The canvas cannot be read.");
    const cell = canvas.width / size;
    const colorAt = (x: number, y: number) => {
      const { data } = context.getImageData((x + 0.5) * cell, (y + 0.5) * cell, 1, 1);
      return `#${Array.from(data.slice(0, 3), (part) => part.toString(16).padStart(2, "0")).join("")}`;
    };
    return Array.from({ length: size }, (_, y) =>
      Array.from({ length: size }, (_, x) => colorAt(x, y)).join(" "),
    );
  }, SIZE);
}

/** A white canvas with these pictures on it. */
export function canvasWith(...pictures: readonly Picture[]): readonly string[] {
  const painted = new Map(pictures.flat().map(({ x, y, color }) => [`${x} ${y}`, hexOf(color)]));
  return Array.from({ length: SIZE }, (_, y) =>
    Array.from({ length: SIZE }, (_, x) => painted.get(`${x} ${y}`) ?? PAPER).join(" "),
  );
}

export const hexOf = (color: string): string => HEX[color] ?? "unknown";
