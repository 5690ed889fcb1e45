import { describe, expect, it } from "vitest";
import { tools } from "./link-view.fixture.ts";
import { mcpTools, waitToolName } from "./mcp-tools.ts";

const fast = { timeout_ms: 10_000 };
const one = (tool: object) => mcpTools(tools({ path: "/t", ...fast, ...tool }))[0];
const properties = { x: { type: "integer" } };

describe("a tool for MCP", () => {
  it.each([
    ["takes anything without a schema", {}, { type: "object", additionalProperties: true }],
    [
      "refuses unknown fields where its schema is silent",
      { input_schema: { properties, required: ["x"] } },
      { type: "object", properties, required: ["x"], additionalProperties: false },
    ],
    [
      "stays open where its schema opens itself",
      { input_schema: { type: "object", properties, additionalProperties: { type: "string" } } },
      { type: "object", properties, additionalProperties: { type: "string" } },
    ],
    [
      "stays open where further fields may be listed elsewhere",
      {
        input_schema: { type: "object", properties, allOf: [{ $ref: "#/$defs/more" }], $defs: { more: {} } },
      },
      { type: "object", properties, allOf: [{ $ref: "#/$defs/more" }], $defs: { more: {} } },
    ],
    [
      "has no argument that is sent as a header",
      {
        input_schema: {
          properties: { x: { type: "string", "x-mcp-header": "X" }, "x-mcp-header": { type: "string" } },
        },
      },
      {
        type: "object",
        properties: { x: { type: "string" }, "x-mcp-header": { type: "string" } },
        additionalProperties: false,
      },
    ],
    ["stays open where its schema lists no fields", { input_schema: { type: "object" } }, { type: "object" }],
  ])("%s", (_, tool, inputSchema) => {
    expect(one(tool)?.inputSchema).toEqual(inputSchema);
  });

  it.each([
    ["by GET", { method: "GET" }, { readOnlyHint: true }],
    ["by POST", {}, { readOnlyHint: false }],
    [
      "with hints of its own",
      { annotations: { title: "Clear", destructiveHint: true, readOnlyHint: false } },
      { title: "Clear", destructiveHint: true, readOnlyHint: false },
    ],
  ])("%s says whether it only reads", (_, tool, annotations) => {
    expect(one(tool)?.annotations).toEqual(annotations);
  });

  it("has the name, title and description that the app gave", () => {
    expect(
      one({ name: "paint.pixel", description: "Paints.", annotations: { title: "Paint" } }),
    ).toMatchObject({
      name: "paint.pixel",
      title: "Paint",
      description: "Paints.",
    });
    expect(one({})).not.toHaveProperty("title");
  });

  it("announces the form of its results only where that is an object", () => {
    expect(one({ output_schema: { type: "object", properties } })?.outputSchema).toEqual({
      type: "object",
      properties,
    });
    expect(one({ output_schema: { anyOf: [{ type: "string" }] } })).not.toHaveProperty("outputSchema");
  });
});

describe("the tool that waits", () => {
  it.each([
    ["is there when a tool may be slow", [{ path: "/slow" }], "wait_for_result"],
    ["is not there when none may", [{ path: "/fast", ...fast }], null],
    ["is not there without tools", [], null],
    [
      "gives way to an app's own tools",
      [{ path: "/wait_for_result" }, { path: "/x", name: "wait_for_result_2" }],
      "wait_for_result_3",
    ],
  ])("%s", (_, wire, name) => {
    expect(waitToolName(tools(...wire))).toBe(name);
    expect(mcpTools(tools(...wire))).toHaveLength(wire.length + (name === null ? 0 : 1));
  });

  it("only reads", () => {
    expect(mcpTools(tools({ path: "/slow" }))[1]).toMatchObject({
      name: "wait_for_result",
      annotations: { readOnlyHint: true },
    });
  });
});
