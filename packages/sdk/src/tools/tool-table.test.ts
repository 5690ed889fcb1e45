import { parseTool } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import type { StandardSchema } from "./input-schema.ts";
import type { ToolDefinition } from "./tool.ts";
import * as table from "./tool-table.ts";

const handler = () => null;
const basic: ToolDefinition = { path: "/do_thing", description: "Does the thing.", handler };

const nobody: table.Approver = { approve: null, approvesDestructive: true };
const readTools = (tools: readonly ToolDefinition[], person = nobody) => table.readTools(tools, person);

const standard = (jsonSchema?: () => Record<string, unknown>): StandardSchema => ({
  "~standard": {
    version: 1,
    vendor: "acme",
    validate: (value) => ({ value }),
    ...(jsonSchema === undefined ? {} : { jsonSchema: { input: jsonSchema } }),
  },
});

const faultOf = (...tools: readonly unknown[]): string => {
  try {
    readTools(tools as readonly ToolDefinition[]);
    return "";
  } catch (cause) {
    return cause instanceof Error ? cause.message : "";
  }
};

describe("a tool", () => {
  it("goes to the relay in a form that the relay's own parser takes", () => {
    const full: ToolDefinition = {
      ...basic,
      name: "thing",
      method: "PUT",
      input: { type: "object", properties: { n: { type: "integer" } } },
      output_schema: { type: "object" },
      annotations: { title: "Do it", idempotentHint: true },
      examples: [{ n: 1 }],
      timeoutMs: 1000,
    };
    for (const wire of readTools([basic, full]).wire.map((tool): unknown => JSON.parse(JSON.stringify(tool))))
      expect(parseTool(wire, "tool")).toMatchObject({ ok: true });
    expect(JSON.parse(JSON.stringify(readTools([full]).wire[0]))).toMatchObject({
      name: "thing",
      method: "PUT",
      input_schema: full.input,
      timeout_ms: 1000,
    });
  });

  it("is named by its path, or has its path from its name", () => {
    const [byPath, byName] = readTools([
      { ...basic, path: "/cards/move-one" },
      { name: "add_card", description: "", handler },
    ]).wire;
    expect([byPath, byName]).toMatchObject([{ name: "cards_move-one" }, { path: "/add_card" }]);
  });

  it("is put to a person by what it can do", () => {
    const { summaries } = readTools([
      { ...basic, path: "/read", method: "GET" },
      { ...basic, path: "/add_card" },
      { ...basic, path: "/wipe", annotations: { title: "Wipe it", destructiveHint: true } },
      { ...basic, path: "/look", annotations: { readOnlyHint: true } },
    ]);
    expect(summaries.map(({ title, effect }) => [title, effect])).toEqual([
      ["Read", "reads"],
      ["Add card", "changes"],
      ["Wipe it", "destroys"],
      ["Look", "reads"],
    ]);
  });

  it("asks first where it destroys or wants to, if somebody is there; and gives them time", () => {
    const tools: readonly ToolDefinition[] = [
      basic,
      { ...basic, path: "/wipe", annotations: { destructiveHint: true } },
      { ...basic, path: "/wipe_fast", annotations: { destructiveHint: true }, timeoutMs: 1000 },
      { ...basic, path: "/wipe_quietly", annotations: { destructiveHint: true }, approve: false },
      { ...basic, path: "/pay", approve: true },
      { ...basic, path: "/look", annotations: { destructiveHint: true, readOnlyHint: true } },
    ];
    const asking = (approve: "dialog" | null, approvesDestructive: boolean) => {
      const { wire, summaries } = readTools(tools, { approve, approvesDestructive });
      const times = wire.map((tool): unknown => JSON.parse(JSON.stringify(tool)).timeout_ms ?? null);
      return summaries.flatMap(({ name, asksFirst }, index) => (asksFirst ? [[name, times[index]]] : []));
    };
    const all = [
      ["wipe", 600_000],
      ["wipe_fast", 1000],
      ["pay", 600_000],
    ];
    expect([asking("dialog", true), asking("dialog", false), asking(null, true)]).toEqual([
      all,
      [["pay", 600_000]],
      [],
    ]);
  });

  it("that asks first says so to the AI, where there is room for it, and not to the person", () => {
    const described = (description: string) => {
      const approve = "dialog" as const;
      const table = readTools([{ ...basic, description, approve: true }], { ...nobody, approve });
      return JSON.parse(JSON.stringify([table.wire[0], table.summaries[0]])) as { description: string }[];
    };
    expect(described("Pays.").map(({ description }) => description)).toEqual([
      "Pays. The app's user is asked before it runs.",
      "Pays.",
    ]);
    const long = "x".repeat(1000);
    expect(described(long).map(({ description }) => description)).toEqual([long, long]);
  });

  it("takes the JSON Schema of a library that can give it", () => {
    const schema = { type: "object" };
    expect(readTools([{ ...basic, input: standard(() => schema) }]).wire[0]).toMatchObject({
      input_schema: schema,
    });
  });

  it("asks for the JSON Schema of a library that cannot, and takes it", () => {
    const cannot = () => {
      throw new Error("no JSON for a Date");
    };
    expect([
      faultOf({ ...basic, input: standard() }),
      faultOf({ ...basic, input: standard(cannot) }),
    ]).toEqual([
      expect.stringContaining(
        'acme schema cannot describe itself as JSON Schema. Put its JSON Schema beside it as "input_schema"',
      ),
      expect.stringContaining("acme schema cannot"),
    ]);
    expect(faultOf({ ...basic, input: standard(), input_schema: { type: "object" } })).toBe("");
  });

  it.each([
    ["no object", null, "tools[0] must be an object"],
    ["no handler", { path: "/x", description: "" }, 'needs a "handler"'],
    ["no description", { path: "/x", handler }, 'needs a "description"'],
    ["too long a description", { ...basic, description: "x".repeat(1025) }, "at most 1024 characters"],
    ["no path and no name", { description: "", handler }, 'must start with "/"'],
    ["a path without a slash", { ...basic, path: "do_thing" }, 'it is "do_thing"'],
    ["a path of the relay", { ...basic, path: "/mcp/x" }, "the relay answers itself"],
  ])("with %s is refused in words that help", (_, tool, words) => {
    expect(faultOf(tool)).toContain(words);
  });

  it("is refused when another has its address or its name", () => {
    expect(faultOf(basic, { ...basic, name: "other" })).toContain("already answers POST /do_thing");
    expect(faultOf(basic, { ...basic, method: "GET" })).toContain('is named "do_thing"');
  });

  it("is one of at most 200", () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ ...basic, path: `/t${index}` }));
    expect([faultOf(...many.slice(1)), faultOf(...many)]).toEqual(["", '"tools" holds 201; at most 200.']);
  });
});
