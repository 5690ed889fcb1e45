import type { JsonObject } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { corrected, fittingPart } from "./correction.ts";
import { tools } from "./link-view.fixture.ts";

const [tool] = tools({
  path: "/draw",
  input_schema: {
    type: "object",
    properties: {
      color: { enum: ["red", "blue", "dark green"] },
      size: { type: "integer", minimum: 1, maximum: 9 },
      alpha: { type: "number", minimum: 0, maximum: 1 },
      level: { enum: [1, 5, 10] },
      soft: { type: "boolean" },
      note: { type: "string", maxLength: 5 },
    },
  },
});
if (tool === undefined) throw new Error("No tool.");

describe("arguments that did not fit", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["a name with a slip", { colour: "red" }, { color: "red" }],
    ["a name that nothing is near to", { color: "red", zzzzzzzzz: 1 }, { color: "red" }],
    ["a choice with a slip", { color: "bleu" }, { color: "blue" }],
    ["a choice in capitals", { color: "DARK GREEN" }, { color: "dark green" }],
    ["a number beyond its bounds", { size: 30, alpha: -2 }, { size: 9, alpha: 0 }],
    ["a fraction", { size: 2.4 }, { size: 2 }],
    ["a number with a unit", { size: "7px" }, { size: 7 }],
    ["a number between the choices", { level: 6 }, { level: 5 }],
    ["a yes", { soft: "yes" }, { soft: true }],
    ["a text that is too long", { note: "too long 😀" }, { note: "too l" }],
  ])("are mended: %s", (_, input, meant) => {
    expect(corrected(tool, input, () => true)).toEqual(meant);
  });

  it("are not offered when what is near does not fit either", () => {
    expect(corrected(tool, { colour: "red" }, () => false)).toBeNull();
  });

  it("are kept one by one where they can stay", () => {
    const input = { color: "red", size: 12, level: 5, soft: "maybe", note: "abc", other: 1 };
    expect(fittingPart(tool, input)).toEqual({ color: "red", level: 5, note: "abc" });
  });
});
