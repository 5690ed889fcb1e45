/** What both official clients of the Model Context Protocol do with a link, whichever version they speak. */
import assert from "node:assert/strict";
import { addressesIn } from "@agent-socket/doctor";
import * as v from "valibot";
import type { Ledger } from "./chat.ts";
import type { Goal } from "./goal.ts";
import * as goals from "./goals.ts";
import type { Easel } from "./studio.ts";
import { workThrough } from "./work-through.ts";

export type McpClient = {
  /** Fulfilled with the version of the protocol that both speak. */
  readonly connect: (link: string) => Promise<string | undefined>;
  readonly listTools: () => Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  readonly callTool: (call: { name: string; arguments: Record<string, unknown> }) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const ToolResult = v.object({
  isError: v.optional(v.boolean(), false),
  content: v.array(
    v.variant("type", [
      v.object({ type: v.literal("text"), text: v.string() }),
      v.object({ type: v.literal("image"), data: v.string(), mimeType: v.string() }),
    ]),
  ),
});

export async function workByMcp(easel: Easel, ledger: Ledger, client: McpClient): Promise<void> {
  const [link] = addressesIn(easel.message);
  assert.ok(link !== undefined);
  const version = await client.connect(link);
  try {
    const names = new Set((await client.listTools()).tools.map(({ name }) => name));
    const call = async ({ tool, arguments: args }: Goal) => {
      assert.ok(names.has(tool), `${tool} is not listed.`);
      const { isError, content } = v.parse(
        ToolResult,
        await client.callTool({ name: tool, arguments: args }),
      );
      assert.ok(!isError, JSON.stringify(content));
      return content;
    };
    await workThrough(easel, ledger, async (goal) =>
      (await call(goal)).map((part) => (part.type === "text" ? part.text : "")).join("\n"),
    );
    const [image] = await call(goals.readImage());
    assert.ok(image?.type === "image" && image.mimeType === "image/png", JSON.stringify(image).slice(0, 200));
    ledger.record("canvas.png");
    ledger.note(`it speaks ${version}`);
  } finally {
    await client.close();
  }
}
