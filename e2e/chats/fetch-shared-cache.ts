/**
 * Two people's chats that were given the same link, and whose program answers both from one cache: each reads pages that
 * were printed for the other, with keys that the other may have used.
 */
import assert from "node:assert/strict";
import { CannotReach, PageCache, policies, Reader } from "@agent-socket/doctor";
import { canvasWith } from "../browser/canvas.ts";
import { rowsSaid } from "./canvas-text.ts";
import { BY_CONSENT, type Chat, TEXT_ONLY } from "./chat.ts";
import * as goals from "./goals.ts";
import { LinkBrain } from "./link-brain.ts";
import { flag, heart, heartRows, pixelsOf, smile } from "./pictures.ts";
import { seeded } from "./seeded.ts";

const TITLE = "Painted by two";

export const fetchSharedCache: Chat = {
  profile: "fetch-shared-cache",
  run: async ({ message, person, canvas }, ledger) => {
    const cache = new PageCache();
    const readers = [1, 2].map(
      (seed) => new Reader(policies["fetch-shared-cache"], { cache, random: seeded(seed) }),
    );
    const [first, second] = readers.map((reader) => new LinkBrain(reader));
    assert.ok(first && second);
    await first.start(message);
    for (const goal of goals.flagGoals) await first.reach(goal);
    await second.start(message);
    for (const pixel of smile) await second.reach(goals.setPixel(pixel));
    assert.deepEqual(await canvas(), canvasWith(pixelsOf(flag), smile));
    ledger.record("set_pixel");

    // What the first painted is wiped out, and painted once more by the second, who has read the first one's pages.
    await Promise.all([first.reach(goals.clear()), person.allows()]);
    ledger.record("clear", "yes", BY_CONSENT);
    for (const goal of goals.flagGoals) await second.reach(goal);
    assert.deepEqual(await canvas(), canvasWith(pixelsOf(flag)));
    ledger.record("fill_rectangle");

    await Promise.all([first.ask(goals.setTitle()), person.completes({ Title: TITLE })]);
    ledger.record("set_title", "person", "the title is free text");
    await Promise.all([second.ask(goals.paintRows()), person.completes({ Rows: heartRows.rows, Y: "6" })]);
    ledger.record("paint_rows", "person", "the rows are free text");
    await Promise.all([first.ask(goals.setPixels()), person.completes({ Pixels: JSON.stringify(smile) })]);
    ledger.record("set_pixels", "person", "the list of pixels is free");

    assert.deepEqual(await canvas(), canvasWith(pixelsOf(flag), heart, smile));
    for (const brain of [first, second]) {
      const { text } = await brain.reach(goals.readCanvas());
      assert.deepEqual(rowsSaid(text), await canvas());
    }
    ledger.record("canvas");
    await assert.rejects(
      second.reach(goals.readImage()),
      (cause) => cause instanceof CannotReach && cause.obstacle === "not text",
    );
    ledger.record("canvas.png", "no", TEXT_ONLY);
    ledger.note("two chats with one link and one cache");
  },
};
