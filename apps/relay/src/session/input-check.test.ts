import type { JsonObject } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { buildInputCheck } from "./input-check.ts";

const pixel: JsonObject = {
  type: "object",
  properties: {
    x: { type: "integer", minimum: 0, maximum: 31 },
    color: { enum: ["red", "blue"] },
    points: {
      type: "array",
      items: {
        type: "object",
        properties: { a: { type: "number" } },
        required: ["a"],
        additionalProperties: false,
      },
    },
    size: { anyOf: [{ type: "string" }, { type: "number" }] },
  },
  required: ["x"],
};

function issuesOf(schema: JsonObject, input: JsonObject) {
  const checked = buildInputCheck(schema)(input);
  return checked.ok ? [] : checked.refusal.issues;
}

describe("an input check", () => {
  it("passes what fits, and anything when there is no schema", () => {
    expect(buildInputCheck(pixel)({ x: 3, color: "red" }).ok).toBe(true);
    expect(buildInputCheck(null)({ anything: [1] }).ok).toBe(true);
  });

  it.each<[string, JsonObject, { pointer: string; message: string }[]]>([
    ["a missing field", {}, [{ pointer: "", message: 'misses the field "x"' }]],
    ["a wrong type", { x: "3" }, [{ pointer: "/x", message: "must be integer, but is string" }]],
    ["a number out of range", { x: 40 }, [{ pointer: "/x", message: "must be at most 31" }]],
    [
      "a value outside an enumeration",
      { x: 1, color: "pink" },
      [{ pointer: "/color", message: 'must be one of "red","blue"' }],
    ],
    [
      "an unknown field, though the schema does not close the object",
      { x: 1, colour: "red" },
      [
        {
          pointer: "",
          message: 'has the unknown field "colour" (did you mean "color"?); allowed: x, color, points, size',
        },
      ],
    ],
    [
      "faults deep inside, each at its own place",
      { x: 1, points: [{ a: "q", b: 1 }, {}] },
      [
        { pointer: "/points/0/a", message: "must be number, but is string" },
        { pointer: "/points/0", message: 'has the unknown field "b"; allowed: a' },
        { pointer: "/points/1", message: 'misses the field "a"' },
      ],
    ],
    [
      "a failed choice, without the noise of its branches",
      { x: 1, size: true },
      [{ pointer: "/size", message: "does not fit any of the allowed forms" }],
    ],
  ])("names %s", (_, input, issues) => {
    expect(issuesOf(pixel, input)).toEqual(issues);
  });

  it("leaves an object open where the schema says so", () => {
    expect(buildInputCheck({ ...pixel, additionalProperties: true })({ x: 1, more: 2 }).ok).toBe(true);
    expect(
      buildInputCheck({ allOf: [{ properties: { x: { type: "integer" } } }], properties: {} })({ x: 1 }).ok,
    ).toBe(true);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "treats the name %s as any other",
    (name) => {
      const input = JSON.parse(`{"x":1,"${name}":1}`) as JsonObject;
      expect(issuesOf(pixel, input)).toHaveLength(1);
      expect(issuesOf({ type: "object", properties: {}, required: [name] }, {})).toHaveLength(1);
    },
  );

  it("answers for a schema that refers to itself without end", () => {
    const checked = buildInputCheck({ $ref: "#" })({ x: 1 });
    expect(checked).toMatchObject({ ok: false, refusal: { code: "bad_reply" } });
  });
});
