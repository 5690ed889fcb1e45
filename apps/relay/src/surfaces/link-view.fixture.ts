/** A link's view for tests of what is printed of it. */
import { parseTools, type Tool } from "@agent-socket/protocol";
import type { LinkView } from "./link-view.ts";

export const base = "https://relay.example/v1/t/as_0123ABCD_AAAAAAAAAAAAAAAAAAAAAA";

export function tools(...wire: object[]): readonly Tool[] {
  const parsed = parseTools(wire);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}

const coordinate = { type: "integer", minimum: 0, maximum: 31 };
export const setPixel = {
  path: "/set_pixel",
  description: "Paint one pixel.",
  input_schema: {
    type: "object",
    properties: { x: coordinate, y: coordinate, color: { enum: ["red", "blue"] } },
    required: ["x", "y", "color"],
  },
};
export const read = { path: "/read", method: "GET", description: "Read the canvas." };

export function view(own: readonly Tool[], change: Partial<LinkView> = {}): LinkView {
  let keys = 0;
  return {
    base,
    app: { id: "as_app_anon", name: "Pixels", description: "A canvas.", text: "" },
    label: "user-42",
    readOnly: false,
    expiresAtMs: null,
    lastUsedAtMs: null,
    lastClient: null,
    calls: 0,
    maxCalls: null,
    isOnline: true,
    awaySinceMs: null,
    tools: own,
    toolsByLink: own,
    prompts: [],
    canAsk: false,
    nowMs: 0,
    newKey: () => `KEY${keys++}`,
    ...change,
  };
}

export const textOf = (answer: { body: string | Uint8Array }): string => String(answer.body);
export const urlsOf = (text: string): string[] => text.match(/https:\/\/\S+/g) ?? [];
