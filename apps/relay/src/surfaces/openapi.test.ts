import { isJsonObject, type JsonObject, type Tool } from "@agent-socket/protocol";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { base, read, setPixel, textOf, tools, view } from "./link-view.fixture.ts";
import { openapiJson } from "./openapi.ts";
import { pixelTools } from "./pixel-tools.fixture.ts";

const documentOf = (own: readonly Tool[]): JsonObject => {
  const document: unknown = JSON.parse(textOf(openapiJson(view(own))));
  if (!isJsonObject(document)) throw new Error("No document.");
  return document;
};

/** The member of an object at a path of names; fails where there is none. */
function at(value: unknown, ...names: string[]): JsonObject {
  let found = value;
  for (const name of names) found = isJsonObject(found) ? found[name] : undefined;
  if (!isJsonObject(found)) throw new Error(`Nothing at ${names.join(" ")}.`);
  return found;
}

const operationsOf = (document: JsonObject): readonly JsonObject[] =>
  Object.values(at(document, "paths")).flatMap((path) => Object.values(at(path)).map((one) => at(one)));

const tree = {
  type: "object",
  properties: {
    node: { $ref: "#/$defs/Node" },
    $ref: { type: "string", enum: ["#/nowhere"] },
    lost: { $ref: "#/$defs/Lost" },
  },
  $defs: {
    Node: {
      type: "object",
      properties: { children: { type: "array", items: { $ref: "#/$defs/Node" } }, up: { $ref: "#" } },
    },
  },
  $id: "https://app.example/tree",
};

const cases: [string, readonly Tool[]][] = [
  ["the pixel example", pixelTools],
  ["no tools", tools()],
  [
    "references",
    tools(
      { path: "/tree", input_schema: tree, output_schema: tree },
      { path: "/find", method: "GET", input_schema: tree },
    ),
  ],
  [
    "every method at one path",
    tools(
      ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => ({
        ...setPixel,
        method,
        name: `pixel.${method}`,
      })),
    ),
  ],
  [
    "odd names",
    tools(
      { path: "/a.b", name: "x.y" },
      { path: "/a_b", name: "x_y" },
      { path: "/c", name: "run_batch" },
      { path: "/d", name: "n".repeat(128) },
      { path: "/e", name: `${"n".repeat(127)}x` },
    ),
  ],
  [
    "200 tools with large schemas",
    tools(
      ...Array.from({ length: 200 }, (_, index) => ({
        path: `/t${index}`,
        description: "d".repeat(1_000),
        input_schema: {
          type: "object",
          properties: { a: { type: "string", description: "x".repeat(20_000) } },
        },
      })),
    ),
  ],
];

describe("openapi.json", () => {
  it.each(cases)(
    "has no error under a linter, and stays within the limits of importers: %s",
    async (_, own) => {
      const source = textOf(openapiJson(view(own)));
      const config = await createConfig({ extends: ["recommended"] });
      const problems = await lintFromString({ source, config });
      expect(
        problems
          .filter(({ severity }) => severity === "error")
          .map(({ ruleId, message }) => `${ruleId}: ${message}`),
      ).toEqual([]);
      const operations = operationsOf(documentOf(own));
      const ids = operations.map(({ operationId }) => String(operationId));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeLessThanOrEqual(30);
      for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      for (const { description = "", summary } of operations) {
        expect(String(description).length).toBeLessThanOrEqual(300);
        expect(String(summary).length).toBeLessThanOrEqual(300);
      }
      for (const [, text = ""] of source.matchAll(/"description":"((?:[^"\\]|\\.)*)"/g))
        expect(text.length).toBeLessThanOrEqual(1_024);
      expect(JSON.stringify(documentOf(own), null, 2).length).toBeLessThan(1_000_000);
    },
  );

  it("lists each tool with its body, its result and whether it needs a yes each time", () => {
    const document = documentOf(pixelTools);
    expect(document["servers"]).toEqual([{ url: base }]);
    const paint = at(document, "paths", "/set_pixel", "post");
    expect(paint).toMatchObject({
      operationId: "set_pixel",
      summary: "Set a pixel",
      "x-openai-isConsequential": false,
    });
    expect(at(paint, "requestBody", "content", "application/json", "schema")["required"]).toEqual([
      "x",
      "y",
      "color",
    ]);
    expect(
      at(paint, "responses", "200", "content", "application/json", "schema", "properties"),
    ).toHaveProperty("pixelsChanged");
    expect(at(document, "paths", "/clear", "post")["x-openai-isConsequential"]).toBe(true);
    expect(at(document, "paths", "/_as/batch", "post")["x-openai-isConsequential"]).toBe(true);
  });

  it("gives a reading tool its arguments as parameters", () => {
    const row = { type: "integer", minimum: 0, description: "r".repeat(900) };
    const [parameter] = at(
      documentOf(
        tools({ ...read, input_schema: { type: "object", properties: { row }, required: ["row"] } }),
      ),
      "paths",
      "/read",
      "get",
    )["parameters"] as readonly JsonObject[];
    expect(parameter).toMatchObject({
      name: "row",
      in: "query",
      required: true,
      schema: { type: "integer", minimum: 0 },
    });
    expect(String(parameter?.["description"])).toHaveLength(700);
  });

  it("leads references to where they are now, and touches no name or value that looks like one", () => {
    const document = documentOf(tools({ path: "/tree", input_schema: tree }));
    const schema = at(document, "components", "schemas", "tree_input");
    expect(at(schema, "properties", "node")["$ref"]).toBe("#/components/schemas/tree_input/$defs/Node");
    expect(at(schema, "$defs", "Node", "properties", "up")["$ref"]).toBe("#/components/schemas/tree_input");
    expect(at(schema, "properties", "$ref")).toEqual({ type: "string", enum: ["#/nowhere"] });
    expect(at(schema, "properties", "lost")).toEqual({});
    expect(schema).not.toHaveProperty("$id");
  });

  it("leads to the tools that it has no room for", () => {
    const many = tools(...Array.from({ length: 40 }, (_, index) => ({ path: `/t${index}` })));
    const document = documentOf(many);
    expect(at(document, "info")["description"]).toContain(
      `12 more tools can be called with run_batch; ${base}/tools.json`,
    );
    const calls = at(
      document,
      "paths",
      "/_as/batch",
      "post",
      "requestBody",
      "content",
      "application/json",
      "schema",
      "properties",
      "calls",
      "items",
      "properties",
      "tool",
    );
    expect(calls["enum"]).toContain("t39");
  });
});
