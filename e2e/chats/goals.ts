/** What each chat tries with the example app: one goal a tool. */
import { flag, heartRows } from "./pictures.ts";
import type { Arguments, Goal } from "./goal.ts";

const goal =
  (tool: string, title: string) =>
  (args: Arguments = {}): Goal => ({ tool, title, arguments: args });

export const setPixel = goal("set_pixel", "Set a pixel");
export const fillRectangle = goal("fill_rectangle", "Fill a rectangle");
export const paintRows = goal("paint_rows", "Paint rows of pixels");
export const setPixels = goal("set_pixels", "Set many pixels");
export const setTitle = goal("set_title", "Name the picture");
export const clear = goal("clear", "Clear the canvas");
export const readCanvas = goal("canvas", "Read the canvas as text");
export const readImage = goal("canvas.png", "Read the canvas as an image");

/** All tools of the app, in the order of its briefing. */
export const TOOLS = [
  "paint_rows",
  "fill_rectangle",
  "set_pixel",
  "set_pixels",
  "set_title",
  "clear",
  "canvas",
  "canvas.png",
];

export const flagGoals = flag.map((rectangle) => fillRectangle(rectangle));
export const heartGoal = paintRows(heartRows);
