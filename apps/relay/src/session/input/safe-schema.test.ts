import { describe, expect, it } from "vitest";
import { buildInputCheck } from "./input-check.ts";
import { isBoundedPattern, safeSchema } from "./safe-schema.ts";

describe("a pattern of an app", () => {
  it.each([
    "^#[0-9a-fA-F]{6}$",
    "^[a-z]+$",
    "^\\d{4}-\\d{2}-\\d{2}$",
    "^(red|blue)$",
    "^as_[A-Z0-9]{8}_x*$",
    "a{2,5}",
  ])("runs when it is bounded: %s", (pattern) => {
    expect(isBoundedPattern(pattern)).toBe(true);
  });

  it.each([
    "(a+)+$",
    "^(a|a)*$",
    "(x+x+)+y",
    "([a-zA-Z]+)*",
    "(.*a){20}",
    "^(\\w+\\s?)*$",
    "a*a*a*b",
    "\\s*\\s*$",
    "(?=a+)b",
    "(?<!x)y",
    "(a)\\1",
    "(?<n>a)\\k<n>",
    "a{1,99999}",
    "a+b",
    "^x|a+b",
    "^a?a?a?a?a?a?a?a?a?a?aaaaaaaaaa$",
    "(a|a)(a|a)(a|a)(a|a)b",
    "a{0,900}a{0,900}b",
    `${"a?".repeat(150)}`,
  ])("is left to the app when it could backtrack without bound: %s", (pattern) => {
    expect(isBoundedPattern(pattern)).toBe(false);
  });
});

describe("a safe schema", () => {
  it("drops unbounded patterns and formats wherever a schema stands, and keeps data as it is", () => {
    const evil = { type: "string", pattern: "(a+)+$", format: "regex" };
    expect(
      safeSchema({
        type: "object",
        properties: { pattern: evil, list: { items: evil }, any: { anyOf: [evil] } },
        enum: [evil],
      }),
    ).toEqual({
      type: "object",
      properties: {
        pattern: { type: "string" },
        list: { items: { type: "string" } },
        any: { anyOf: [{ type: "string" }] },
      },
      enum: [evil],
      additionalProperties: false,
    });
  });

  it("does not call a property unknown whose pattern it dropped", () => {
    const safe = safeSchema({
      type: "object",
      patternProperties: { "(a+)+$": {} },
      additionalProperties: false,
    });
    expect(safe).toEqual({ type: "object", patternProperties: {} });
  });

  it("drops them wherever a reference or an older draft could lead to", () => {
    const evil = { type: "string", pattern: "(a+)+$" };
    const plain = { type: "string" };
    expect(
      safeSchema({
        allOf: [{ items: [evil] }, { additionalItems: evil }],
        dependencies: { a: evil },
        "x-own": { deep: evil },
      }),
    ).toEqual({
      allOf: [{ items: [plain] }, { additionalItems: plain }],
      dependencies: { a: plain },
      "x-own": { deep: plain },
    });
  });

  it("leaves it to the app whether items are unique: comparing each with each could stall the relay", () => {
    expect(safeSchema({ uniqueItems: true, maxItems: 3 })).toEqual({ maxItems: 3 });
  });

  it("checks an evil pattern's input in no time", () => {
    const check = buildInputCheck({
      type: "object",
      properties: { text: { type: "string", pattern: "^(a+)+$" } },
    });
    expect(check({ text: `${"a".repeat(100_000)}!` }).ok).toBe(true);
  });
});
