import { describe, expect, expectTypeOf, it } from "vitest";
import type { InputOf, StandardSchema } from "./input-schema.ts";
import { tool, type ToolDefinition } from "./tool.ts";

describe("the input of a handler", () => {
  it("has the type of its JSON Schema", () => {
    const definition = tool({
      path: "/move",
      description: "",
      input: {
        type: "object",
        properties: {
          color: { enum: ["red", "blue"] },
          x: { type: "integer" },
          tags: { type: "array", items: { type: "string" } },
          note: { type: "string" },
        },
        required: ["color", "x", "tags"],
      },
      handler: ({ input }) => {
        expectTypeOf(input.color).toEqualTypeOf<"red" | "blue">();
        expectTypeOf(input.x).toEqualTypeOf<number>();
        expectTypeOf(input.tags).toEqualTypeOf<readonly string[]>();
        expectTypeOf(input.note).toEqualTypeOf<string | undefined>();
      },
    });
    expect(definition.path).toBe("/move");
  });

  it("has the output type of its Standard Schema", () => {
    expectTypeOf<InputOf<StandardSchema<string, Date>>>().toEqualTypeOf<Date>();
  });

  it("is unknown where nothing is said of it", () => {
    const plain: ToolDefinition = { path: "/x", description: "", handler: ({ input }) => input };
    expectTypeOf(plain.handler).parameter(0).toHaveProperty("input").toBeUnknown();
    expectTypeOf<InputOf<{ type: string }>>().toBeUnknown();
  });
});
