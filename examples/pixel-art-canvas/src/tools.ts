/** What an AI can do here. The descriptions are written for it, and each schema says all that is allowed. */
import { tool, type ToolDefinition } from "@agent-socket/sdk";
import { byName, colorNames, legend, letters, PAPER } from "./palette.ts";
import { type Picture, rectangle, rowsToPixels, SIZE } from "./picture.ts";

const coordinate = { type: "integer", minimum: 0, maximum: SIZE - 1 } as const;
const length = { type: "integer", minimum: 1, maximum: SIZE } as const;
const color = { type: "string", enum: colorNames } as const;

const colorOf = (name: string) => byName(name) ?? PAPER;

/** Between two rows that are painted slowly. */
const ROW_MS = 150;

/** What every tool that paints answers. */
const output_schema = {
  type: "object",
  properties: {
    ok: { type: "boolean" },
    pixelsChanged: { type: "integer", description: "0 when the picture looked like this before" },
    title: { type: "string", description: "of the picture" },
  },
  required: ["ok", "pixelsChanged", "title"],
} as const;

export const drawingTools = (picture: Picture, canvas: HTMLCanvasElement): readonly ToolDefinition[] => [
  paintRows(picture),
  fillRectangle(picture),
  setPixel(picture),
  setPixels(picture),
  setTitle(picture),
  clear(picture),
  readCanvas(picture),
  readPng(canvas),
];

const paintRows = (picture: Picture) =>
  tool({
    path: "/paint_rows",
    description: `The fastest way to draw: rows of letters, one letter a pixel, a whole picture in one call. Letters: ${legend}; "." leaves a pixel as it is. What lies beyond the edge is cut off.`,
    input: {
      type: "object",
      properties: {
        rows: {
          type: "string",
          pattern: `^[${letters}./]+$`,
          maxLength: SIZE * (SIZE + 1),
          description: `rows from top to bottom, separated by "/", each starting at x = 0, at most ${SIZE} letters`,
        },
        y: { ...coordinate, description: "the row to start at; 0 when left out" },
        slowly: {
          type: "boolean",
          description: "one row after another, so that the person can watch; takes some seconds",
        },
      },
      required: ["rows"],
      additionalProperties: false,
    },
    output_schema,
    examples: [{ rows: "..RR..RR../.RRRRRRRR./.RRRRRRRR./..RRRRRR../...RRRR.../....RR....", y: 4 }],
    annotations: { title: "Paint rows of pixels", idempotentHint: true },
    handler: async ({ input: { rows, y = 0, slowly = false }, signal, progress }) => {
      const lines = rows.split("/");
      const pixels = rowsToPixels(lines, y);
      if (!slowly) return painted(picture, picture.paint(pixels));
      let pixelsChanged = 0;
      for (const row of lines.keys()) {
        signal.throwIfAborted();
        pixelsChanged += picture.paint(pixels.filter((pixel) => pixel.y === y + row));
        progress(row + 1, lines.length, `row ${y + row} is painted`);
        await pause();
      }
      return painted(picture, pixelsChanged);
    },
  });

/** Nobody watches a hidden page, and its timers are slow. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) resolve();
    else setTimeout(resolve, ROW_MS);
  });

const fillRectangle = (picture: Picture) =>
  tool({
    path: "/fill_rectangle",
    description:
      "Fills a rectangle. x, y is its top left corner; what lies beyond the edge is cut off. Lines are rectangles one pixel high or wide.",
    input: {
      type: "object",
      properties: {
        x: { ...coordinate, description: "the left edge, from 0" },
        y: { ...coordinate, description: "the top edge, from 0" },
        width: { ...length, description: "in pixels, to the right" },
        height: { ...length, description: "in pixels, downwards" },
        color,
      },
      required: ["x", "y", "width", "height", "color"],
      additionalProperties: false,
    },
    output_schema,
    examples: [
      { x: 0, y: 0, width: SIZE, height: SIZE, color: "cyan" },
      { x: 0, y: 16, width: SIZE, height: 8, color: "green" },
      { x: 8, y: 8, width: 8, height: 8, color: "red" },
    ],
    annotations: { title: "Fill a rectangle", idempotentHint: true },
    handler: ({ input: { x, y, width, height, color: name } }) =>
      painted(picture, picture.paint(rectangle(x, y, width, height, colorOf(name)))),
  });

const setPixel = (picture: Picture) =>
  tool({
    path: "/set_pixel",
    description: "Colors one pixel. x counts from the left, y from the top, both from 0.",
    input: {
      type: "object",
      properties: { x: coordinate, y: coordinate, color },
      required: ["x", "y", "color"],
      additionalProperties: false,
    },
    output_schema,
    examples: [{ x: 12, y: 12, color: "red" }],
    annotations: { title: "Set a pixel", idempotentHint: true },
    handler: ({ input: { x, y, color: name } }) =>
      painted(picture, picture.paint([{ x, y, color: colorOf(name) }])),
  });

const setPixels = (picture: Picture) =>
  tool({
    path: "/set_pixels",
    description: "Colors many single pixels in one call.",
    input: {
      type: "object",
      properties: {
        pixels: {
          type: "array",
          minItems: 1,
          maxItems: SIZE * SIZE,
          items: {
            type: "object",
            properties: { x: coordinate, y: coordinate, color },
            required: ["x", "y", "color"],
            additionalProperties: false,
          },
        },
      },
      required: ["pixels"],
      additionalProperties: false,
    },
    output_schema,
    examples: [
      {
        pixels: [
          { x: 8, y: 9, color: "red" },
          { x: 9, y: 9, color: "red" },
        ],
      },
    ],
    annotations: { title: "Set many pixels", idempotentHint: true },
    handler: ({ input: { pixels } }) =>
      painted(
        picture,
        picture.paint(pixels.map(({ x, y, color: name }) => ({ x, y, color: colorOf(name) }))),
      ),
  });

const setTitle = (picture: Picture) =>
  tool({
    path: "/set_title",
    description: "Names the picture; the title is shown above it.",
    input: {
      type: "object",
      properties: { title: { type: "string", minLength: 1, maxLength: 60 } },
      required: ["title"],
      additionalProperties: false,
    },
    output_schema: {
      type: "object",
      properties: { title: { type: "string" } },
      required: ["title"],
    },
    examples: [{ title: "Sunset over the sea" }],
    annotations: { title: "Name the picture", idempotentHint: true },
    handler: ({ input: { title } }) => {
      picture.rename(title);
      return { title };
    },
  });

const clear = (picture: Picture) =>
  tool({
    path: "/clear",
    description: "Makes every pixel white. What was drawn is lost.",
    input: { type: "object", properties: {}, additionalProperties: false },
    output_schema,
    annotations: { title: "Clear the canvas", destructiveHint: true, idempotentHint: true },
    handler: () => painted(picture, picture.clear()),
  });

const readCanvas = (picture: Picture) =>
  tool({
    path: "/canvas",
    method: "GET",
    description: `The picture as text: a heading, then ${SIZE} rows of ${SIZE} letters. Letters: ${legend}.`,
    annotations: { title: "Read the canvas as text" },
    handler: () =>
      `"${picture.title}", ${SIZE} by ${SIZE}, one letter a pixel, top row first. ${legend}.\n\n${picture.toText()}\n`,
  });

const readPng = (canvas: HTMLCanvasElement) =>
  tool({
    path: "/canvas.png",
    method: "GET",
    description: "The picture as a PNG image, for readers that can look at pictures.",
    annotations: { title: "Read the canvas as an image" },
    handler: () =>
      new Promise<Blob>((resolve, reject) => {
        canvas.toBlob((png) =>
          png === null ? reject(new Error("The image could not be made.")) : resolve(png),
        );
      }),
  });

/** The count tells the AI whether it changed anything. */
const painted = (picture: Picture, pixelsChanged: number) => ({
  ok: true,
  pixelsChanged,
  title: picture.title,
});
