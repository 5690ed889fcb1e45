/** Keeps the picture in this browser, so that it is still there after a reload. */
import { type Picture, rowsToPixels } from "./picture.ts";

const KEY = "pixel-art-canvas";

export function keepPicture(picture: Picture): void {
  restore(picture, localStorage.getItem(KEY));
  picture.onChange(() => localStorage.setItem(KEY, `${picture.title}\n${picture.toText()}`));
}

function restore(picture: Picture, kept: string | null): void {
  if (kept === null) return;
  const [title = "", ...rows] = kept.split("\n");
  try {
    picture.paint(rowsToPixels(rows, 0));
    picture.rename(title);
  } catch {
    // Kept by an older version with other colors: the paper stays white.
    localStorage.removeItem(KEY);
  }
}
