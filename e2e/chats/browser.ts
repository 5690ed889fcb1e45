/** A person who opens the link to see what it is, before they paste it: they read the page, and nothing happens by that. */
import assert from "node:assert/strict";
import { addressesIn } from "@agent-socket/doctor";
import type { Chat } from "./chat.ts";
import { TOOLS } from "./goals.ts";

export const browser: Chat = {
  profile: "browser",
  run: async (easel, ledger, studio) => {
    const before = await easel.canvas();
    const [link] = addressesIn(easel.message);
    assert.ok(link !== undefined);
    const page = await studio.visitor();
    const answer = await page.goto(link);
    assert.equal(answer?.status(), 200);
    assert.match(answer.headers()["content-type"] ?? "", /^text\/html/);
    await page.getByRole("heading", { name: "Pixel Art Canvas" }).waitFor();
    await page.getByText("Revoke").first().waitFor();
    const sentence = await page.getByRole("textbox").inputValue();
    assert.ok(sentence.includes(link), "The sentence to copy holds no link.");
    await page.reload();
    assert.match(await page.locator("body").innerText(), /Calls\s+0\s+Last used\s+never/);
    assert.deepEqual(await easel.canvas(), before);
    for (const tool of TOOLS) ledger.record(tool, "no", "it reads, and acts on nothing");
    ledger.note("0 calls; the page has the sentence to copy, and Revoke");
  },
};
