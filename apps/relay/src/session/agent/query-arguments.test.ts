import type { JsonObject } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { argumentsFromQuery } from "./query-arguments.ts";

const schema: JsonObject = {
  type: "object",
  properties: {
    n: { type: "integer" },
    f: { type: "number" },
    on: { type: "boolean" },
    s: { type: "string" },
    e: { enum: [1, "two", true] },
    list: { type: "array", items: { type: "integer" } },
    o: { type: "object" },
    u: { type: ["number", "null"] },
  },
};

describe("arguments from a query", () => {
  it.each<[string, JsonObject]>([
    ["n=3", { n: 3 }],
    ["f=-1.5", { f: -1.5 }],
    ["on=true", { on: true }],
    ["s=42", { s: "42" }],
    ["s=", { s: "" }],
    ["e=1", { e: 1 }],
    ["e=two", { e: "two" }],
    ["list=1&list=2", { list: [1, 2] }],
    ["list=7", { list: [7] }],
    ["list=[1,2,3]", { list: [1, 2, 3] }],
    ['o={"a":1}', { o: { a: 1 } }],
    ["u=null", { u: null }],
    ["n=three", { n: "three" }],
    ["free=x", { free: "x" }],
    ["n=1&_once=abc&wait=5", { n: 1 }],
  ])("reads %s", (query, expected) => {
    expect(argumentsFromQuery([...new URLSearchParams(query)], schema)).toEqual(expected);
  });

  it("gives `wait` to a tool that has an argument of that name", () => {
    const waits: JsonObject = { type: "object", properties: { wait: { type: "integer" } } };
    expect(argumentsFromQuery([["wait", "5"]], waits)).toEqual({ wait: 5 });
  });

  it("takes the name __proto__ as a name", () => {
    expect(Object.keys(argumentsFromQuery([["__proto__", "1"]], null))).toEqual(["__proto__"]);
  });
});
