/** The picture: a square of named colors and a title. It knows nothing of screens or AIs, and tells who listens. */
import { byLetter, type Color, PAPER } from "./palette.ts";

/** Pixels a side. */
export const SIZE = 24;

export type Pixel = { readonly x: number; readonly y: number; readonly color: Color };
/** A pixel that changed, with the color it had. */
export type Change = Pixel & { readonly before: Color };

export class Picture {
  readonly #cells: Color[] = Array.from({ length: SIZE * SIZE }, () => PAPER);
  readonly #listeners: ((changes: readonly Change[]) => void)[] = [];
  #title = "Untitled";

  get title(): string {
    return this.#title;
  }

  rename(title: string): void {
    this.#title = title;
    this.#tell([]);
  }

  at(x: number, y: number): Color {
    return this.#cells[y * SIZE + x] ?? PAPER;
  }

  /** Paints what lies on the picture, and says how many pixels changed their color. */
  paint(pixels: readonly Pixel[]): number {
    const changes: Change[] = [];
    for (const { x, y, color } of pixels) {
      const before = this.at(x, y);
      if (!isInside(x, y) || before === color) continue;
      this.#cells[y * SIZE + x] = color;
      changes.push({ x, y, color, before });
    }
    this.#tell(changes);
    return changes.length;
  }

  clear(): number {
    return this.paint(rectangle(0, 0, SIZE, SIZE, PAPER));
  }

  /** One line a row, one letter a pixel. */
  toText(): string {
    const rows = Array.from({ length: SIZE }, (_, y) =>
      Array.from({ length: SIZE }, (_, x) => this.at(x, y).letter).join(""),
    );
    return rows.join("\n");
  }

  onChange(listener: (changes: readonly Change[]) => void): void {
    this.#listeners.push(listener);
  }

  #tell(changes: readonly Change[]): void {
    for (const listener of this.#listeners) listener(changes);
  }
}

const isInside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < SIZE && y < SIZE;

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  color: Color,
): readonly Pixel[] {
  return Array.from({ length: width * height }, (_, index) => ({
    x: x + (index % width),
    y: y + Math.floor(index / width),
    color,
  }));
}

/** Rows of letters from `y` downwards; `.` leaves a pixel as it is, a letter that is none of ours is an error. */
export function rowsToPixels(rows: readonly string[], y: number): readonly Pixel[] {
  return rows.flatMap((row, down) =>
    [...row].flatMap((letter, x) => {
      if (letter === ".") return [];
      const color = byLetter(letter);
      if (color === undefined)
        throw new Error(`Row ${y + down} has the letter "${letter}", which is no color.`);
      return [{ x, y: y + down, color }];
    }),
  );
}
