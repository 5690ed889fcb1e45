/** A chat that only opens addresses which were printed: everything it does is a link that some page held. */
import assert from "node:assert/strict";
import { CannotReach, policies, Reader } from "@agent-socket/doctor";
import { canvasWith } from "../browser/canvas.ts";
import { rowsSaid } from "./canvas-text.ts";
import { BY_CONSENT, type Chat, type Ledger, TEXT_ONLY } from "./chat.ts";
import type { Goal } from "./goal.ts";
import * as goals from "./goals.ts";
import { LinkBrain } from "./link-brain.ts";
import { flag, heart, heartRows, pixelsOf, smile } from "./pictures.ts";
import { seeded } from "./seeded.ts";
import type { Easel } from "./studio.ts";

const MOST_FETCHES_FOR_A_PIXEL = 4;
const MOST_FETCHES_FOR_A_FLAG = 20;
const TITLE = "A flag, a heart & a smile";
/** Longer than a link is held, and than the page that it then leads to. */
const SLOW_PERSON_MS = 17_000;

const dots = [
  { x: 23, y: 0, color: "purple" },
  { x: 0, y: 23, color: "black" },
  { x: 11, y: 1, color: "peach" },
];

export const fetchPrinted: Chat = {
  profile: "fetch-printed",
  run: async (easel, ledger) => {
    await countFetches(easel, ledger);
    const reader = new Reader(policies["fetch-printed"], { random: seeded(7) });
    const brain = new LinkBrain(reader);
    await brain.start(easel.message);
    await paintByLinks(brain, easel, ledger);
    await paintThroughPerson(brain, easel, ledger);
    const { text } = await brain.reach(goals.readCanvas());
    assert.ok(text.includes(TITLE), text);
    const canvas = await easel.canvas();
    assert.deepEqual(canvas, canvasWith(smile, heart, dots));
    assert.deepEqual(rowsSaid(text), canvas);
    ledger.record("canvas");
    await assert.rejects(
      brain.reach(goals.readImage()),
      (cause) => cause instanceof CannotReach && cause.obstacle === "not text",
    );
    ledger.record("canvas.png", "no", TEXT_ONLY);
  },
};

async function countFetches(easel: Easel, ledger: Ledger): Promise<void> {
  const pixelFetches = [];
  for (const [index, dot] of dots.entries())
    pixelFetches.push(await inNewChat(easel, index, [goals.setPixel(dot)]));
  const forAPixel = Math.max(...pixelFetches);
  const forAFlag = await inNewChat(easel, dots.length, goals.flagGoals);
  assert.deepEqual(await easel.canvas(), canvasWith(dots, pixelsOf(flag)));
  ledger.note(`any one pixel in any color: ${forAPixel} fetches, the first page included`);
  ledger.note(`a flag of 16 × 16 pixels in three rectangles: ${forAFlag} fetches, the first page included`);
  assert.ok(forAPixel <= MOST_FETCHES_FOR_A_PIXEL, `${forAPixel} fetches for a pixel`);
  assert.ok(forAFlag <= MOST_FETCHES_FOR_A_FLAG, `${forAFlag} fetches for a flag`);
}

/** Reaches these goals from nothing but the message, and says how many pages it opened for that. */
async function inNewChat({ message }: Easel, seed: number, wanted: readonly Goal[]): Promise<number> {
  const reader = new Reader(policies["fetch-printed"], { random: seeded(seed) });
  const brain = new LinkBrain(reader);
  await brain.start(message);
  for (const goal of wanted) await brain.reach(goal);
  return reader.fetches;
}

async function paintByLinks(brain: LinkBrain, easel: Easel, ledger: Ledger): Promise<void> {
  const [rectangle] = goals.flagGoals;
  assert.ok(rectangle !== undefined);
  await brain.reach(rectangle);
  ledger.record("fill_rectangle");
  await Promise.all([brain.reach(goals.clear()), easel.person.allows()]);
  ledger.record("clear", "yes", BY_CONSENT);
  // One pixel in one color, in another, and in the first again: no page that was read before may stand in for a call.
  const [first] = smile;
  for (const color of ["black", "yellow"]) await brain.reach(goals.setPixel({ ...first, color }));
  for (const pixel of smile) await brain.reach(goals.setPixel(pixel));
  assert.deepEqual(await easel.canvas(), canvasWith(smile));
  ledger.record("set_pixel");
}

/** What cannot be listed, the person at the app fills in. */
async function paintThroughPerson(brain: LinkBrain, { title, person }: Easel, ledger: Ledger): Promise<void> {
  await Promise.all([
    brain.ask(goals.paintRows()),
    person.completes({ Rows: heartRows.rows, Y: String(heartRows.y) }),
  ]);
  ledger.record("paint_rows", "person", "the rows are free text");
  await Promise.all([brain.ask(goals.setPixels()), person.completes({ Pixels: JSON.stringify(dots) })]);
  ledger.record("set_pixels", "person", "the list of pixels is free");
  await Promise.all([brain.ask(goals.setTitle()), person.completes({ Title: TITLE }, SLOW_PERSON_MS)]);
  assert.equal(await title(), TITLE);
  ledger.record("set_title", "person", "the title is free text");
}
