import { describe, expect, it } from "vitest";
import { schemaFaults } from "./schema-faults.ts";

const faults = (schema: object, value: unknown) =>
  schemaFaults({ ...schema }, value).map(({ pointer, message }) => `${pointer} ${message}`.trim());

describe("what a schema finds wrong", () => {
  it.each([
    [{ type: "string" }, 7, "must be a text"],
    [{ type: ["integer", "null"] }, 1.5, "must be a whole number or empty"],
    [{ type: "boolean" }, "yes", "must be yes or no"],
    [{ enum: ["a", 1] }, "b", "must be one of a, 1"],
    [{ const: "a" }, "b", "must be a"],
    [{ minimum: 3 }, 2, "must be at least 3"],
    [{ maximum: 3 }, 4, "must be at most 3"],
    [{ exclusiveMinimum: 3 }, 3, "must be more than 3"],
    [{ exclusiveMaximum: 3 }, 3, "must be less than 3"],
    [{ multipleOf: 0.1 }, 0.25, "must be a multiple of 0.1"],
    [{ minLength: 1 }, "", "is needed"],
    [{ minLength: 3 }, "ab", "needs at least 3 characters"],
    [{ maxLength: 2 }, "😀😀😀", "has 3 characters; at most 2"],
    [{ pattern: "^a+$" }, "ab", "must fit the pattern ^a+$"],
    [{ minItems: 2 }, [1], "needs at least 2 entries"],
    [{ maxItems: 1 }, [1, 2], "has 2 entries; at most 1"],
    [{ items: { type: "integer" } }, [1, "x"], "/1 must be a whole number"],
    [{ prefixItems: [{ type: "string" }], items: false }, ["a", 1], "/1 is not allowed"],
    [{ required: ["a/b"] }, {}, "/a~1b is needed"],
    [{ properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }, "/b is not allowed"],
    [{ properties: { a: { type: "object", required: ["b"] } } }, { a: {} }, "/a/b is needed"],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, 3, "must be at most 2"],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, 3, "fits none of the forms that are allowed"],
    [{ oneOf: [{ minimum: 1 }] }, 0, "must be at least 1"],
    [
      { $defs: { n: { type: "number" } }, properties: { a: { $ref: "#/$defs/n" } } },
      { a: "x" },
      "/a must be a number",
    ],
  ])("%j in %j", (schema, value, words) => {
    expect(faults(schema, value)).toEqual([words]);
  });

  it.each([
    [{ multipleOf: 0.1 }, 0.3],
    [{ maxLength: 3 }, "😀😀😀"],
    [{ pattern: "(?<broken" }, "anything"],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, null],
    [{ properties: { a: { type: "string" } } }, { toString: 1 }],
    [{ additionalProperties: false, patternProperties: { "^x": {} } }, { xa: 1 }],
    [{ $ref: "#/$defs/none" }, 1],
    [{ $defs: { a: { $ref: "#/$defs/a" } }, $ref: "#/$defs/a" }, 1],
    [true, 1],
  ])("%j has nothing against %j", (schema, value) => {
    expect(faults(schema as object, value)).toEqual([]);
  });

  it("follows a schema that holds itself as far as the value goes", () => {
    const tree = { properties: { child: { $ref: "#" }, name: { type: "string" } } };
    expect(faults(tree, { child: { child: { name: 1 } } })).toEqual(["/child/child/name must be a text"]);
  });
});
