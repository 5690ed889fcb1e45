/** A chat that opens addresses which it composes as it was told, ten a minute. */
import assert from "node:assert/strict";
import { addressesIn, CannotReach, policies, Reader } from "@agent-socket/doctor";
import { type Chat, TEXT_ONLY } from "./chat.ts";
import type { Goal } from "./goal.ts";
import * as goals from "./goals.ts";
import { composed } from "./requests-said.ts";
import { workThrough } from "./work-through.ts";

export const fetchBuild: Chat = {
  profile: "fetch-build",
  run: async (easel, ledger) => {
    const reader = new Reader(policies["fetch-build"]);
    reader.hear(easel.message);
    const [link] = addressesIn(easel.message);
    assert.ok(link !== undefined);
    const { text: briefing } = await reader.open(link);
    const call = async (goal: Goal): Promise<string> => {
      const { text } = await reader.open(composed(briefing, goal));
      assert.match(text, /^(Done|Read) at /);
      return text;
    };
    await workThrough(easel, ledger, call);
    await assert.rejects(
      call(goals.readImage()),
      (cause) => cause instanceof CannotReach && cause.obstacle === "not text",
    );
    ledger.record("canvas.png", "no", TEXT_ONLY);
    ledger.note(`every tool once: ${reader.fetches} fetches, the first page included`);
  },
};
