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
    ["a missing field", {}, [{ pointer: "", message: 'the field "x" is missing' }]],
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
          message: 'the field "colour" is unknown (did you mean "color"?); allowed: x, color, points, size',
        },
      ],
    ],
    [
      "faults deep inside, each at its own place",
      { x: 1, points: [{ a: "q", b: 1 }, {}] },
      [
        { pointer: "/points/0/a", message: "must be number, but is string" },
        { pointer: "/points/0", message: 'the field "b" is unknown; allowed: a' },
        { pointer: "/points/1", message: 'the field "a" is missing' },
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

  it("names faults behind a reference as any other", () => {
    const schema: JsonObject = {
      $defs: {
        color: { enum: ["red"] },
        one: { const: 1 },
        point: { type: "object", properties: { a: { type: "number" } }, additionalProperties: false },
      },
      properties: { c: { $ref: "#/$defs/color" }, o: { $ref: "#/$defs/one" }, p: { $ref: "#/$defs/point" } },
    };
    expect(issuesOf(schema, { c: "pink", o: 2, p: { a: "q", b: 1 } })).toEqual([
      { pointer: "/c", message: 'must be one of "red"' },
      { pointer: "/o", message: "must be 1" },
      { pointer: "/p/a", message: "must be number, but is string" },
      { pointer: "/p", message: 'the field "b" is unknown; allowed: a' },
    ]);
  });

  it("points at a field by its own name, and refuses a name that is no text", () => {
    const schema: JsonObject = { properties: { "a b%": { type: "string" } } };
    expect(issuesOf(schema, { "a b%": 1 })?.[0]?.pointer).toBe("/a b%");
    expect(buildInputCheck(schema)({ "\ud800": 1 })).toMatchObject({ refusal: { code: "invalid_input" } });
  });

  const doubling = Array.from({ length: 40 }, (_, step) => {
    const next = { $ref: `#/$defs/s${step + 1}` };
    return [`s${step}`, { allOf: [next, next] }] as const;
  });
  it.each<[string, JsonObject]>([
    ["refers to itself without end", { $ref: "#" }],
    ["doubles its references at every step", { $defs: Object.fromEntries(doubling), $ref: "#/$defs/s0" }],
    ["refers to nothing", { properties: { x: { $ref: "#/$defs/none" } } }],
    ["is not a schema", { anyOf: 3 }],
  ])("answers for a schema that %s", (_, schema) => {
    expect(buildInputCheck(schema)({ x: 1 })).toMatchObject({ ok: false, refusal: { code: "bad_reply" } });
  });

  it("can be built from names that are no addresses, and from the same name twice", () => {
    const twice = { $id: "http://x/a", type: "integer" };
    const check = buildInputCheck({ $id: "http://[", properties: { x: twice, y: twice } });
    expect(check({ x: 1, y: 2 }).ok).toBe(true);
  });
});
