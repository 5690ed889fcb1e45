/** A chat with a shell: it makes any request, and says nothing of what its bodies are. */
import assert from "node:assert/strict";
import { addressesIn, type Page, policies, Reader } from "@agent-socket/doctor";
import { canvasWith } from "../browser/canvas.ts";
import type { Chat } from "./chat.ts";
import type { Goal } from "./goal.ts";
import * as goals from "./goals.ts";
import { flag, pixelsOf } from "./pictures.ts";
import { baseSaid, batchSaid, requestSaid } from "./requests-said.ts";
import { workThrough } from "./work-through.ts";

export const curl: Chat = {
  profile: "curl",
  run: async (easel, ledger) => {
    const reader = new Reader(policies.curl);
    const [link] = addressesIn(easel.message);
    assert.ok(link !== undefined);
    const { text: briefing } = await reader.open(link);
    const batch = goals.flagGoals.map(({ tool, arguments: args }) => ({ tool, arguments: args }));
    answered(await reader.send("POST", batchSaid(briefing), JSON.stringify(batch)));
    assert.deepEqual(await easel.canvas(), canvasWith(pixelsOf(flag)));
    ledger.note(`a flag in three rectangles: ${reader.fetches} requests, the first page included`);

    const call = async ({ tool, arguments: args }: Goal): Promise<Page> => {
      const { method, path } = requestSaid(briefing, tool);
      const url = `${baseSaid(briefing)}${path}`;
      return answered(
        await (method === "GET" ? reader.open(url) : reader.send(method, url, JSON.stringify(args))),
      );
    };
    await workThrough(easel, ledger, async (goal) => (await call(goal)).text);
    assert.match((await call(goals.readImage())).contentType, /^image\/png/);
    ledger.record("canvas.png");
  },
};

function answered(page: Page): Page {
  assert.equal(page.status, 200, page.text);
  return page;
}
