/** The same work for every chat that can send any arguments: each tool once, then what was painted is read back. */
import assert from "node:assert/strict";
import { canvasWith } from "../browser/canvas.ts";
import { rowsSaid } from "./canvas-text.ts";
import { BY_CONSENT, type Ledger } from "./chat.ts";
import type { Goal } from "./goal.ts";
import * as goals from "./goals.ts";
import { dot, heart, line, pixelsOf, smile } from "./pictures.ts";
import type { Easel } from "./studio.ts";

const TITLE = "A heart & a smile";

/** `call` answers with the text of the result, or throws. */
export async function workThrough(
  easel: Easel,
  ledger: Ledger,
  call: (goal: Goal) => Promise<string>,
): Promise<void> {
  await Promise.all([call(goals.clear()), easel.person.allows()]);
  ledger.record("clear", "yes", BY_CONSENT);
  const painting = [
    goals.heartGoal,
    goals.setPixels({ pixels: smile }),
    goals.fillRectangle(line),
    goals.setPixel(dot),
    goals.setTitle({ title: TITLE }),
  ];
  for (const goal of painting) {
    await call(goal);
    ledger.record(goal.tool);
  }
  const text = await call(goals.readCanvas());
  assert.ok(text.includes(TITLE), text);
  const canvas = await easel.canvas();
  assert.deepEqual(canvas, canvasWith(heart, smile, pixelsOf([line]), [dot]));
  assert.deepEqual(rowsSaid(text), canvas);
  ledger.record("canvas");
}
