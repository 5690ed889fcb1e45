import { describe, expect, it } from "vitest";
import { pageResult, readPageTool } from "./page-tool.ts";

const schema = { type: "object", properties: { a: { type: "number" } } };
const full = {
  name: "add",
  title: "Add it",
  description: "Adds.",
  inputSchema: schema,
  annotations: { readOnlyHint: true, consequentialHint: false },
};

describe("a tool of a page", () => {
  it("is read from either form of the schema", () => {
    const read = {
      name: "add",
      title: "Add it",
      description: "Adds.",
      inputSchema: schema,
      isReadOnly: true,
      isConsequential: false,
    };
    expect(readPageTool(full)).toEqual(read);
    expect(readPageTool({ ...full, inputSchema: JSON.stringify(schema) })).toEqual(read);
  });

  it.each([
    ["a schema that is no JSON", { ...full, inputSchema: "{" }, { inputSchema: null }],
    ["no schema", { name: "n", description: "d" }, { inputSchema: null, title: null, isReadOnly: false }],
    ["a title among the annotations", { ...full, title: "", annotations: { title: "T" } }, { title: "T" }],
    ["a consequence", { ...full, annotations: { consequentialHint: true } }, { isConsequential: true }],
    ["the hint of MCP", { ...full, annotations: { destructiveHint: true } }, { isConsequential: true }],
  ])("is read with %s", (_, tool, expected) => {
    expect(readPageTool(tool)).toMatchObject(expected);
  });

  it.each([{}, { name: "n" }, { name: 1, description: "d" }, { name: "", description: "d" }])(
    "is not one without a name and a description: %j",
    (tool) => {
      expect(readPageTool(tool)).toBeNull();
    },
  );
});

describe("the answer of a page's tool", () => {
  it.each<[string, unknown, unknown]>([
    ["the JSON of an object", '{"sum":5}', { sum: 5 }],
    ["the JSON of a list", "[1]", [1]],
    ["a text", "done", "done"],
    ["a text that looks like a number", "42", "42"],
    ["nothing", undefined, { ok: true }],
    ["an object", { sum: 5 }, { sum: 5 }],
    ["parts of text", '{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}', "a\nb"],
    [
      "parts with the same as data",
      { content: [{ type: "text", text: "a" }], structuredContent: { a: 1 } },
      { a: 1 },
    ],
    ["parts that are no text", { content: [{ type: "image" }] }, { content: [{ type: "image" }] }],
  ])("is taken as it is meant: %s", (_, result, expected) => {
    expect(pageResult(result)).toEqual(expected);
  });

  it("that calls itself an error is one", () => {
    const answer = { isError: true, content: [{ type: "text", text: "No such row." }] };
    expect(() => pageResult(JSON.stringify(answer))).toThrow("No such row.");
  });
});
