/** Drawing by hand: with a pointer, or with the keyboard. */
import { PAPER, palette, type Color } from "./palette.ts";
import type { Hand } from "./hand.ts";
import { type Picture, SIZE } from "./picture.ts";

export type DrawingElements = {
  readonly canvas: HTMLCanvasElement;
  readonly palette: HTMLElement;
  readonly clear: HTMLElement;
  /** Marks the pixel that the keyboard is at. */
  readonly cursor: HTMLElement;
  /** Says which pixel the keyboard or the pointer is at. */
  readonly where: HTMLElement;
};

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function drawByHand(picture: Picture, hand: Hand, elements: DrawingElements): void {
  const brush = paintBrush(elements.palette);
  drawByPointer(picture, hand, elements, brush);
  drawByKeyboard(picture, hand, elements, brush);
  elements.clear.addEventListener("click", () => hand.clear());
  elements.where.textContent = "Click or drag to draw, or use the arrow keys and Space.";
}

type Brush = { readonly color: () => Color };

function paintBrush(element: HTMLElement): Brush {
  let chosen: Color = palette[3];
  for (const color of palette) {
    const swatch = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), {
      type: "radio",
      name: "color",
      value: color.name,
    });
    radio.checked = color === chosen;
    radio.setAttribute("aria-label", color.name);
    radio.addEventListener("change", () => (chosen = color));
    swatch.className = "swatch";
    swatch.title = color.name;
    swatch.style.backgroundColor = color.hex;
    swatch.append(radio);
    element.append(swatch);
  }
  return { color: () => chosen };
}

function drawByPointer(picture: Picture, hand: Hand, { canvas, where }: DrawingElements, brush: Brush): void {
  const pixelAt = ({ clientX, clientY }: PointerEvent): { x: number; y: number } => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return {
      x: Math.floor(((clientX - left) / width) * SIZE),
      y: Math.floor(((clientY - top) / height) * SIZE),
    };
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    hand.paint({ ...pixelAt(event), color: brush.color() });
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = pixelAt(event);
    where.textContent = positionWords(picture, at.x, at.y);
    if (event.buttons === 1) hand.paint({ ...at, color: brush.color() });
  });
}

function drawByKeyboard(
  picture: Picture,
  hand: Hand,
  { canvas, cursor, where }: DrawingElements,
  brush: Brush,
): void {
  let at = { x: Math.floor(SIZE / 2), y: Math.floor(SIZE / 2) };
  const showCursor = (): void => {
    cursor.style.left = `${(at.x / SIZE) * 100}%`;
    cursor.style.top = `${(at.y / SIZE) * 100}%`;
  };
  showCursor();
  canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step !== undefined) at = { x: clamp(at.x + step[0]), y: clamp(at.y + step[1]) };
    else if (event.key === " " || event.key === "Enter") hand.paint({ ...at, color: brush.color() });
    else if (event.key === "Backspace" || event.key === "Delete") hand.paint({ ...at, color: PAPER });
    else return;
    event.preventDefault();
    showCursor();
    where.textContent = positionWords(picture, at.x, at.y);
  });
}

const clamp = (position: number): number => Math.min(SIZE - 1, Math.max(0, position));

const positionWords = (picture: Picture, x: number, y: number): string =>
  `x ${clamp(x)}, y ${clamp(y)}: ${picture.at(clamp(x), clamp(y)).name}`;
