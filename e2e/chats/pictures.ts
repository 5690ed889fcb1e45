/** What the chats paint: pixels for the canvas, and the same as rows of the letters that the app's text has for colors. */
import { pictureAt, type Picture } from "../agents/picture.ts";

export type Rectangle = {
  readonly color: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const FLAG_SIZE = 16;

/** A flag of 16 by 16 pixels in three rectangles. */
export const flag: readonly Rectangle[] = [
  { color: "black", x: 3, y: 2, width: FLAG_SIZE, height: 5 },
  { color: "red", x: 3, y: 7, width: FLAG_SIZE, height: 6 },
  { color: "yellow", x: 3, y: 13, width: FLAG_SIZE, height: 5 },
];

export const pixelsOf = (rectangles: readonly Rectangle[]): Picture =>
  rectangles.flatMap(({ color, x, y, width, height }) =>
    Array.from({ length: width * height }, (_, index) => ({
      x: x + (index % width),
      y: y + Math.floor(index / width),
      color,
    })),
  );

const HEART = [".RR.RR.", "RRRRRRR", ".RRRRR.", "..RRR..", "...R..."];

export const heart = pictureAt(4, 6, HEART);
/** As the tool for rows takes it. */
export const heartRows = { rows: HEART.map((row) => `....${row}`).join("/"), y: 6 };

export const smile = pictureAt(14, 14, ["K...K", ".....", "Y...Y", ".YYY."]);

export const line: Rectangle = { color: "purple", x: 0, y: 0, width: 24, height: 1 };
export const dot = { x: 1, y: 22, color: "red" };
