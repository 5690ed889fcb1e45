/** The tools of the pixel art example, as its app registers them. */
import { tools } from "./link-view.fixture.ts";

const SIZE = 24;
const colors = [
  "white",
  "silver",
  "gray",
  "black",
  "red",
  "orange",
  "yellow",
  "lime",
  "green",
  "teal",
  "cyan",
  "blue",
  "purple",
  "pink",
  "brown",
  "peach",
];
const legend = colors.map((color, index) => `${"WSAKROYLGTCBPINH"[index]} ${color}`).join(", ");
const color = { type: "string", enum: colors };
const coordinate = { type: "integer", minimum: 0, maximum: SIZE - 1 };
const length = { type: "integer", minimum: 1, maximum: SIZE };
const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const painted = object({
  ok: { type: "boolean" },
  pixelsChanged: { type: "integer", description: "0 when the picture looked like this before" },
  title: { type: "string", description: "of the picture" },
});

export const pixelTools = tools(
  {
    path: "/paint_rows",
    description: `The fastest way to draw: rows of letters, one letter a pixel, a whole picture in one call. Letters: ${legend}; "." leaves a pixel as it is. What lies beyond the edge is cut off.`,
    input_schema: object(
      {
        rows: {
          type: "string",
          pattern: "^[WSAKROYLGTCBPINH./]+$",
          maxLength: SIZE * (SIZE + 1),
          description: `rows from top to bottom, separated by "/", each starting at x = 0, at most ${SIZE} letters`,
        },
        y: { ...coordinate, description: "the row to start at; 0 when left out" },
        slowly: {
          type: "boolean",
          description: "one row after another, so that the person can watch; takes some seconds",
        },
      },
      ["rows"],
    ),
    output_schema: painted,
    examples: [{ rows: "..RR..RR../.RRRRRRRR./.RRRRRRRR./..RRRRRR../...RRRR.../....RR....", y: 4 }],
    annotations: { title: "Paint rows of pixels", idempotentHint: true },
  },
  {
    path: "/fill_rectangle",
    description:
      "Fills a rectangle. x, y is its top left corner; what lies beyond the edge is cut off. Lines are rectangles one pixel high or wide.",
    input_schema: object({
      x: { ...coordinate, description: "the left edge, from 0" },
      y: { ...coordinate, description: "the top edge, from 0" },
      width: { ...length, description: "in pixels, to the right" },
      height: { ...length, description: "in pixels, downwards" },
      color,
    }),
    output_schema: painted,
    examples: [
      { x: 0, y: 0, width: SIZE, height: SIZE, color: "cyan" },
      { x: 0, y: 16, width: SIZE, height: 8, color: "green" },
      { x: 8, y: 8, width: 8, height: 8, color: "red" },
    ],
    annotations: { title: "Fill a rectangle", idempotentHint: true },
  },
  {
    path: "/set_pixel",
    description: "Colors one pixel. x counts from the left, y from the top, both from 0.",
    input_schema: object({ x: coordinate, y: coordinate, color }),
    output_schema: painted,
    examples: [{ x: 12, y: 12, color: "red" }],
    annotations: { title: "Set a pixel", idempotentHint: true },
  },
  {
    path: "/set_pixels",
    description: "Colors many single pixels in one call.",
    input_schema: object({
      pixels: {
        type: "array",
        minItems: 1,
        maxItems: SIZE * SIZE,
        items: object({ x: coordinate, y: coordinate, color }),
      },
    }),
    output_schema: painted,
    examples: [
      {
        pixels: [
          { x: 8, y: 9, color: "red" },
          { x: 9, y: 9, color: "red" },
        ],
      },
    ],
    annotations: { title: "Set many pixels", idempotentHint: true },
  },
  {
    path: "/set_title",
    description: "Names the picture; the title is shown above it.",
    input_schema: object({ title: { type: "string", minLength: 1, maxLength: 60 } }),
    output_schema: object({ title: { type: "string" } }),
    examples: [{ title: "Sunset over the sea" }],
    annotations: { title: "Name the picture", idempotentHint: true },
  },
  {
    path: "/clear",
    description: "Makes every pixel white. What was drawn is lost.",
    input_schema: object({}),
    output_schema: painted,
    annotations: { title: "Clear the canvas", destructiveHint: true, idempotentHint: true },
  },
  {
    path: "/canvas",
    method: "GET",
    description: `The picture as text: a heading, then ${SIZE} rows of ${SIZE} letters. Letters: ${legend}.`,
    annotations: { title: "Read the canvas as text" },
  },
  {
    path: "/canvas.png",
    method: "GET",
    description: "The picture as a PNG image, for readers that can look at pictures.",
    annotations: { title: "Read the canvas as an image" },
  },
);
