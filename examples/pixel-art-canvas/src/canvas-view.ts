/** The picture on the screen: exact at once on the canvas, and faded in by a second one above it. */
import { type Change, type Picture, SIZE } from "./picture.ts";

/** Of a picture's pixel on the canvas. */
const CELL = 20;
const FADE_MS = 320;
/** A whole picture appears within this time, row by row as it was painted. */
const SPREAD_MS = 900;

type Fading = Change & { readonly startMs: number };

export class CanvasView {
  readonly #picture: Picture;
  readonly #exact: CanvasRenderingContext2D;
  readonly #above: CanvasRenderingContext2D;
  #fading: readonly Fading[] = [];
  #isRunning = false;

  constructor(picture: Picture, canvas: HTMLCanvasElement, fading: HTMLCanvasElement) {
    this.#picture = picture;
    this.#exact = contextOf(canvas);
    this.#above = contextOf(fading);
    for (let y = 0; y < SIZE; y++)
      for (let x = 0; x < SIZE; x++) fill(this.#exact, x, y, picture.at(x, y).hex);
    picture.onChange((changes) => this.#show(changes));
  }

  #show(changes: readonly Change[]): void {
    for (const { x, y, color } of changes) fill(this.#exact, x, y, color.hex);
    if (changes.length === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const now = performance.now();
    const eachMs = Math.min(24, SPREAD_MS / changes.length);
    const added = changes.map((change, index) => ({ ...change, startMs: now + index * eachMs }));
    const replaced = new Set(changes.map(({ x, y }) => y * SIZE + x));
    this.#fading = [...this.#fading.filter(({ x, y }) => !replaced.has(y * SIZE + x)), ...added];
    this.#draw(now);
    if (this.#isRunning) return;
    this.#isRunning = true;
    requestAnimationFrame((time) => this.#frame(time));
  }

  #frame(now: number): void {
    this.#fading = this.#fading.filter(({ startMs }) => now < startMs + FADE_MS);
    this.#draw(now);
    this.#isRunning = this.#fading.length > 0;
    if (this.#isRunning) requestAnimationFrame((time) => this.#frame(time));
  }

  /** The old color above the new one, whole until it is the pixel's turn, then going. */
  #draw(now: number): void {
    const { canvas } = this.#above;
    this.#above.clearRect(0, 0, canvas.width, canvas.height);
    for (const { x, y, before, startMs } of this.#fading) {
      const rest = 1 - Math.min(1, Math.max(0, (now - startMs) / FADE_MS));
      this.#above.globalAlpha = rest ** 2;
      fill(this.#above, x, y, before.hex);
    }
    this.#above.globalAlpha = 1;
  }

  /** For those who cannot see it. */
  describe(): string {
    return `The picture "${this.#picture.title}", ${SIZE} by ${SIZE} pixels. Arrow keys move, Space paints.`;
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  canvas.width = SIZE * CELL;
  canvas.height = SIZE * CELL;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser cannot draw on a canvas.");
  return context;
}

function fill(context: CanvasRenderingContext2D, x: number, y: number, hex: string): void {
  context.fillStyle = hex;
  context.fillRect(x * CELL, y * CELL, CELL, CELL);
}
