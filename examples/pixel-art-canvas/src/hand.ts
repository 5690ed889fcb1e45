/** What the person does by hand: done at once, and told to the AIs that draw along. */
import type { Picture, Pixel } from "./picture.ts";

/** A stroke is many pixels; they are told together. */
const STROKE_MS = 400;
/** Of one event, which has a size limit. */
const MOST_PIXELS = 200;

export class Hand {
  readonly #picture: Picture;
  readonly #tell: (event: string, data: object) => void;
  #stroke: Pixel[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(picture: Picture, tell: (event: string, data: object) => void) {
    this.#picture = picture;
    this.#tell = tell;
  }

  paint(pixel: Pixel): void {
    if (this.#picture.paint([pixel]) === 0) return;
    this.#stroke.push(pixel);
    if (this.#stroke.length >= MOST_PIXELS) this.#tellStroke();
    else this.#timer ??= setTimeout(() => this.#tellStroke(), STROKE_MS);
  }

  clear(): void {
    this.#tellStroke();
    if (this.#picture.clear() > 0) this.#tell("person_cleared", {});
  }

  rename(title: string): void {
    this.#picture.rename(title);
    this.#tell("person_renamed", { title });
  }

  #tellStroke(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stroke.length === 0) return;
    this.#tell("person_painted", {
      pixels: this.#stroke.map(({ x, y, color }) => ({ x, y, color: color.name })),
    });
    this.#stroke = [];
  }
}
