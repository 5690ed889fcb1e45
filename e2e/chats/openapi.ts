/** A chat that was given the link's API as actions, as a custom GPT is: it knows the operations and their bodies. */
import assert from "node:assert/strict";
import { addressesIn, CannotReach, importOpenapi, policies, Reader } from "@agent-socket/doctor";
import { type Chat, TEXT_ONLY } from "./chat.ts";
import type { Goal } from "./goal.ts";
import * as goals from "./goals.ts";
import { workThrough } from "./work-through.ts";

export const openapi: Chat = {
  profile: "openapi",
  run: async (easel, ledger) => {
    const reader = new Reader(policies.openapi);
    const { operations, faults } = importOpenapi(await documentOf(reader, easel.message));
    assert.deepEqual(faults, []);
    const call = async ({ tool, arguments: args }: Goal): Promise<string> => {
      const operation = operations.find(({ id }) => id === tool.replace(".", "_"));
      assert.ok(operation !== undefined, `There is no operation for ${tool}.`);
      const { method, url } = operation;
      const page = await (method === "GET"
        ? reader.open(url)
        : reader.send(method, url, JSON.stringify(args)));
      assert.equal(page.status, 200, page.text);
      return page.text;
    };
    await workThrough(easel, ledger, call);
    await assert.rejects(
      call(goals.readImage()),
      (cause) => cause instanceof CannotReach && cause.obstacle === "not text",
    );
    ledger.record("canvas.png", "no", TEXT_ONLY);
  },
};

/** The link's first page says where it is. */
async function documentOf(reader: Reader, message: string): Promise<string> {
  const [link] = addressesIn(message);
  assert.ok(link !== undefined);
  const { text } = await reader.open(link);
  const url = addressesIn(text).find((address) => address.endsWith("/openapi.json"));
  assert.ok(url !== undefined, "The briefing names no OpenAPI document.");
  return (await reader.open(url)).text;
}
