/** A registration's tools: what is accepted, what it becomes, and how a fault is told. */
import { describe, expect, it } from "vitest";
import { MAX_SCHEMA_BYTES, MAX_TOOLS } from "./limit.ts";
import { isReadOnlyTool, RESERVED_PATHS } from "./tool-kind.ts";
import { parseTool, parseTools, type Tool } from "./tool.ts";

function accepted(input: unknown): Tool {
  const parsed = parseTool(input, "tools[0]");
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}

function fault(input: unknown): string {
  const parsed = parseTool(input, "tools[3]");
  expect(parsed, JSON.stringify(input)).toMatchObject({
    ok: false,
    refusal: { code: "invalid_registration" },
  });
  return parsed.ok ? "" : parsed.refusal.message;
}

const nested = (levels: number): object => (levels === 0 ? {} : { not: nested(levels - 1) });

describe("a tool", () => {
  it("needs a path and nothing else", () => {
    expect(accepted({ path: "/do/thing" })).toEqual({
      name: "do_thing",
      method: "POST",
      path: "/do/thing",
      description: "",
      inputSchema: null,
      outputSchema: null,
      annotations: {},
      examples: [],
      timeoutMs: 300_000,
    });
  });

  it("keeps what it was given, with texts cleaned", () => {
    const tool = accepted({
      path: "/paint",
      name: "paint",
      method: "PUT",
      description: "  Paints\u202E.\r\nAll of it. ",
      input_schema: { type: "object", properties: { x: { type: "integer" } } },
      annotations: { title: "Paint\u200B\nit", destructiveHint: true, later: 1 },
      examples: [{ x: 1 }],
      timeout_ms: 1000,
      handler: "ignored",
    });
    expect(tool).toMatchObject({
      name: "paint",
      method: "PUT",
      description: "Paints.\nAll of it.",
      inputSchema: { type: "object", properties: { x: { type: "integer" } } },
      annotations: { title: "Paint it", destructiveHint: true },
      examples: [{ x: 1 }],
      timeoutMs: 1000,
    });
  });

  it("has its schema's titles and descriptions cleaned too, and nothing else of it changed", () => {
    const schema = {
      type: "object",
      description: "Where\u200B.",
      properties: {
        description: { type: "string", title: "What\u202E", enum: ["a\u200Db"], default: "c\u200Dd" },
        list: { type: "array", items: [{ description: "\u{E0041}One." }] },
      },
    };
    expect(accepted({ path: "/x", input_schema: schema }).inputSchema).toEqual({
      type: "object",
      description: "Where.",
      properties: {
        description: { type: "string", title: "What", enum: ["a\u200Db"], default: "c\u200Dd" },
        list: { type: "array", items: [{ description: "One." }] },
      },
    });
  });

  it("only reads when its method or its annotation says so", () => {
    expect(isReadOnlyTool(accepted({ path: "/x", method: "GET" }))).toBe(true);
    expect(isReadOnlyTool(accepted({ path: "/x" }))).toBe(false);
    expect(isReadOnlyTool(accepted({ path: "/x", annotations: { readOnlyHint: true } }))).toBe(true);
    expect(
      isReadOnlyTool(accepted({ path: "/x", method: "GET", annotations: { readOnlyHint: false } })),
    ).toBe(false);
  });
});

describe("a faulty tool", () => {
  it("is refused with a message that names the place", () => {
    const cases: readonly [unknown, RegExp][] = [
      [null, /^tools\[3\]: .+object/i],
      ["x", /^tools\[3\]: /],
      [{}, /^tools\[3\]\.path: /],
      [{ path: 7 }, /^tools\[3\]\.path: must be a text such as \/do_thing$/],
      [{ path: "/x", method: "get" }, /^tools\[3\]\.method: must be one of GET, POST/],
      [{ path: "/x", name: "a b" }, /^tools\[3\]\.name: must be 1 to 128/],
      [{ path: "/x", description: "d".repeat(1025) }, /^tools\[3\]\.description: .*1024/],
      [{ path: "/x", input_schema: [] }, /^tools\[3\]\.input_schema: must be an object$/],
      [{ path: "/x", output_schema: "any" }, /^tools\[3\]\.output_schema: must be an object$/],
      [{ path: "/x", annotations: { readOnlyHint: "yes" } }, /^tools\[3\]\.annotations\.readOnlyHint: /],
      [{ path: "/x", examples: [{}, 1] }, /^tools\[3\]\.examples\.1: must be an object$/],
      [{ path: "/x", examples: Array.from({ length: 9 }, () => ({})) }, /^tools\[3\]\.examples: .*8/],
      [{ path: "/x", timeout_ms: 0 }, /^tools\[3\]\.timeout_ms: /],
      [{ path: "/x", timeout_ms: 3_600_001 }, /^tools\[3\]\.timeout_ms: /],
      [{ path: "/x", input_schema: { type: "array" } }, /^tools\[3\]: input_schema must describe an object$/],
      [{ path: "/x", input_schema: nested(16) }, /^tools\[3\]: input_schema nests deeper than 16$/],
      [
        { path: "/x", output_schema: { description: "ü".repeat(MAX_SCHEMA_BYTES / 2) } },
        /^tools\[3\]: output_schema is over 32768 bytes$/,
      ],
    ];
    for (const [input, message] of cases) expect(fault(input)).toMatch(message);
    expect(accepted({ path: "/x", input_schema: nested(15) }).inputSchema).toEqual(nested(15));
  });

  it("is refused when its schema points outside itself", () => {
    const refs = ["http://evil.test/s.json", "//evil.test", "other.json", "", "file:///etc/passwd", " #/x"];
    for (const ref of refs) {
      expect(fault({ path: "/x", input_schema: { properties: { a: { $ref: ref } } } })).toMatch(
        /local references/,
      );
      expect(fault({ path: "/x", input_schema: { allOf: [{ $dynamicRef: ref }] } })).toMatch(
        /local references/,
      );
    }
    for (const ref of ["#", "#/$defs/a", "#anchor"]) accepted({ path: "/x", input_schema: { $ref: ref } });
    accepted({
      path: "/x",
      input_schema: { properties: { $ref: { type: "string" } }, description: '"$ref":"x"' },
    });
  });
});

describe("a path", () => {
  it("may be 128 characters of its alphabet, in whole segments", () => {
    for (const path of [
      "/a",
      "/A-b_c.d/e",
      "/v1.0/x",
      `/${"a".repeat(128)}`,
      "/...",
      "/asset",
      "/_asset",
      "/mcp2",
    ]) {
      expect(accepted({ path }).path).toBe(path);
    }
  });

  it("is refused when empty, relative, escaped, dotted or too long", () => {
    const wrong = [
      "",
      "/",
      "a",
      "//a",
      "/a/",
      "/a//b",
      "/.",
      "/..",
      "/a/../b",
      "/a/.",
      "/a b",
      "/a?b",
      "/a#b",
    ];
    const odd = ["/a%2e", "/ä", "/a\\b", "/a\n", `/${"a".repeat(129)}`, "/{id}", "/:id", "http://x/a"];
    for (const path of [...wrong, ...odd]) expect(fault({ path })).toMatch(/^tools\[3\]: path "/);
  });

  it("is refused when the relay answers there itself", () => {
    for (const reserved of RESERVED_PATHS) {
      expect(fault({ path: reserved })).toContain(`the relay answers ${reserved} itself`);
      expect(fault({ path: `${reserved}/x` })).toContain("is reserved");
    }
  });
});

describe("a list of tools", () => {
  const messageOf = (input: readonly unknown[]) => {
    const parsed = parseTools(input);
    return parsed.ok ? null : parsed.refusal.message;
  };

  it("is accepted whole or refused at its first fault", () => {
    expect(messageOf([])).toBeNull();
    expect(messageOf([{ path: "/a" }, { path: "/b" }])).toBeNull();
    expect(messageOf([{ path: "/a" }, { path: "no" }, null])).toMatch(/^tools\[1\]: /);
  });

  it("is refused with an address or a name twice", () => {
    expect(messageOf([{ path: "/a" }, { path: "/a", name: "b" }])).toMatch(/^tools\[1\]: .*POST \/a/);
    expect(messageOf([{ path: "/a/b" }, { path: "/a_b" }])).toMatch(/^tools\[1\]: .*a_b.*name/);
    expect(messageOf([{ path: "/a", method: "GET" }, { path: "/a" }])).toMatch(/^tools\[1\]: .*name/);
    expect(messageOf([{ path: "/a", method: "GET", name: "read_a" }, { path: "/a" }])).toBeNull();
    expect(messageOf([{ path: "/__proto__" }, { path: "/constructor" }])).toBeNull();
  });

  it("holds 200 tools and not one more", () => {
    const many = Array.from({ length: MAX_TOOLS + 1 }, (_, index) => ({ path: `/t${index}` }));
    expect(messageOf(many.slice(1))).toBeNull();
    expect(messageOf(many)).toBe("tools: at most 200, got 201");
  });
});
