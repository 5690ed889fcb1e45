import { describe, expect, it } from "vitest";
import { fieldsOf, labelOf } from "./field.ts";
import { entryOf, readEntry } from "./field-value.ts";

const one = (
  schema: object,
  { given, isRequired = false }: { given?: unknown; isRequired?: boolean } = {},
) => {
  const root = { type: "object", properties: { it: schema }, required: isRequired ? ["it"] : [] };
  const [field] = fieldsOf(root, given === undefined ? {} : { it: given });
  if (field === undefined) throw new Error("There is no field.");
  return field;
};
const read = (schema: object, entry: string, setting = {}) => {
  const found = readEntry(one(schema, setting), entry);
  return found.kind === "value" ? found.value : found.kind === "absent" ? "ABSENT" : `!${found.message}`;
};

describe("a field", () => {
  it.each([
    [
      { type: "string", maxLength: 60 },
      { kind: "text", isLong: false },
    ],
    [
      { type: "string", maxLength: 2000 },
      { kind: "text", isLong: true },
    ],
    [{ type: "string" }, { kind: "text", isLong: true }],
    [
      { type: "string", format: "date" },
      { kind: "text", inputType: "date", isLong: false },
    ],
    [
      { type: ["string", "null"], maxLength: 9 },
      { kind: "text", isLong: false },
    ],
    [{ anyOf: [{ type: "integer" }, { type: "null" }] }, { kind: "number", step: 1 }],
    [
      { type: "integer", minimum: 0, maximum: 23 },
      { kind: "number", min: 0, max: 23, step: 1 },
    ],
    [
      { type: "number", multipleOf: 0.5 },
      { kind: "number", min: null, step: 0.5 },
    ],
    [{ type: "number" }, { kind: "number", step: "any" }],
    [{ type: "boolean" }, { kind: "checkbox" }],
    [{ enum: ["a", "b"] }, { kind: "choice", isRadio: false }],
    [{ const: "a" }, { kind: "choice", options: ["a"] }],
    [
      { type: "array", items: { type: "integer" } },
      { kind: "list", of: "number" },
    ],
    [{ type: "array", items: { type: "object" } }, { kind: "json" }],
    [{ type: "object" }, { kind: "json" }],
    [{}, { kind: "json" }],
  ])("for %j", (schema, control) => {
    expect(one(schema).control).toMatchObject(control);
  });

  it("is a set of radio buttons for a few choices of which one is needed", () => {
    const radio = (count: number) =>
      one({ enum: Array.from({ length: count }, (_, n) => n) }, { isRequired: true }).control;
    expect([radio(4), radio(5)]).toMatchObject([{ isRadio: true }, { isRadio: false }]);
  });

  it("follows references, and is called what the schema calls it", () => {
    const schema = {
      $defs: { color: { enum: ["red"], title: "Colour", description: "of the ink" } },
      properties: { ink: { $ref: "#/$defs/color" } },
      required: ["ink"],
    };
    expect(fieldsOf(schema, {})).toMatchObject([
      { name: "ink", label: "Colour", hint: "of the ink", isRequired: true, control: { kind: "choice" } },
    ]);
  });

  it("shows a value that it could not hold as JSON", () => {
    expect(one({ type: "string" }, { given: { a: 1 } }).control).toEqual({ kind: "json" });
    expect(one({ type: "array", items: { type: "string" } }, { given: ["two\nlines"] }).control).toEqual({
      kind: "json",
    });
  });

  it("holds all arguments of a tool without a schema, and is missing where nothing can be given", () => {
    expect(fieldsOf(null, { a: 1 })).toMatchObject([
      { name: null, control: { kind: "json" }, value: { a: 1 } },
    ]);
    expect(fieldsOf({ type: "object", properties: {} }, {})).toEqual([]);
    expect(fieldsOf({ type: "object" }, {})).toEqual([]);
  });

  it.each([
    ["first_name", "First name"],
    ["firstName", "First name"],
    ["x", "X"],
  ])("%s is called %s", (name, label) => expect(labelOf(name).toLowerCase()).toBe(label.toLowerCase()));
});

describe("what is typed", () => {
  it.each([
    [{ type: "string" }, "hello", "hello"],
    [{ type: "string" }, "", "ABSENT"],
    [{ type: "integer" }, " 7 ", 7],
    [{ type: "number" }, "1,5", 1.5],
    [{ type: "number" }, "", "ABSENT"],
    [{ type: "number" }, "?", "!must be a number"],
    [{ type: "boolean" }, "true", true],
    [{ type: "boolean" }, "", "ABSENT"],
    [{ enum: ["a", 2] }, "1", 2],
    [{ enum: ["a", 2] }, "", "ABSENT"],
    [{ type: "array", items: { type: "string" } }, "a\n\n b ", ["a", "b"]],
    [{ type: "array", items: { type: "number" } }, "1\nx", "!line 2 must be a number"],
    [{ type: "array", items: { type: "boolean" } }, "true\nFalse", [true, false]],
    [{ type: "object" }, '{"a":1}', { a: 1 }],
    [{ type: "object" }, "", "ABSENT"],
  ])("into %j: %j", (schema, entry, value) => expect(read(schema, entry)).toEqual(value));

  it("says what is wrong with JSON", () => {
    expect(read({ type: "object" }, "{")).toContain("!is not JSON");
  });

  it("where something is needed, is empty rather than left out", () => {
    const isRequired = true;
    expect(read({ type: "boolean" }, "", { isRequired })).toBe(false);
    expect(read({ type: "array", items: { type: "string" } }, "", { isRequired })).toEqual([]);
  });

  it.each([
    [{ type: "string" }, "two\nlines"],
    [{ type: "integer" }, 7],
    [{ type: "boolean" }, false],
    [{ enum: ["a", { b: 1 }] }, { b: 1 }],
    [{ type: "array", items: { type: "number" } }, [1, 2]],
    [{ type: "object" }, { a: [1] }],
  ])("begins with what the AI gave: %j %j", (schema, given) => {
    const field = one(schema, { given });
    expect(readEntry(field, entryOf(field))).toEqual({ kind: "value", value: given });
  });

  it("begins with the schema's default, where the AI gave nothing", () => {
    const field = one({ type: "integer", default: 3 });
    expect(readEntry(field, entryOf(field))).toEqual({ kind: "value", value: 3 });
  });
});
