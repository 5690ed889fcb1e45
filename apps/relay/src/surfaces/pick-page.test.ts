import { limits } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { byteLength } from "./answer.ts";
import { base, setPixel, textOf, tools, urlsOf, view } from "./link-view.fixture.ts";
import { pickPage } from "./pick-page.ts";
import { pixelTools } from "./pixel-tools.fixture.ts";
import { PrintedReader } from "./printed-reader.fixture.ts";

const number = (minimum: number, maximum: number) => ({ type: "integer", minimum, maximum });
const withArguments = (properties: object, required = Object.keys(properties)) =>
  tools({ path: "/do", input_schema: { type: "object", properties, required } });

describe("a reader of printed links alone, with the pixel example", () => {
  /** A link with every condition that the briefing has to mention. */
  const start = view(pixelTools, {
    base: "https://relay.agent-socket.example/v1/t/as_0123ABCD_AAAAAAAAAAAAAAAAAAAAAA",
    app: {
      id: "as_app_anon",
      name: "Pixel art canvas",
      description: "A canvas of 24 by 24 pixels in 16 colors.",
      text: "The person may draw by hand at the same time. The app's events say what they did: person_painted {pixels: [{x, y, color}]}, person_cleared, person_renamed {title}.",
    },
    canAsk: true,
    maxCalls: 1_000,
    expiresAtMs: 0,
  });

  it.each([
    { x: 0, y: 0, color: "red" },
    { x: 23, y: 23, color: "peach" },
    { x: 7, y: 19, color: "white" },
  ])("paints any one pixel in 4 fetches, the briefing among them: %j", (input) => {
    const reader = new PrintedReader(start);
    reader.call("/set_pixel", input);
    expect(Object.fromEntries(reader.calls[0]?.query ?? [])).toMatchObject({
      color: input.color,
      x: `${input.x}`,
      y: `${input.y}`,
    });
    expect(reader.fetches).toBeLessThanOrEqual(4);
  });

  it("paints a flag of three rectangles, 16 by 16, in at most 20 fetches", () => {
    const reader = new PrintedReader(start);
    reader.call("/fill_rectangle", { x: 0, y: 0, width: 16, height: 5, color: "blue" });
    reader.call("/fill_rectangle", { x: 0, y: 5, width: 16, height: 6, color: "white" });
    reader.call("/fill_rectangle", { x: 0, y: 11, width: 16, height: 5, color: "red" });
    expect(reader.calls).toHaveLength(3);
    expect(new Set(reader.calls.map(({ query }) => query.get("_once"))).size).toBe(3);
    expect(reader.fetches).toBeLessThanOrEqual(20);
  });
});

describe("choosing step by step", () => {
  it.each([
    ["the first of a wide range", { n: number(-5, 9_994) }, { n: -5 }],
    ["the last of a wide range", { n: number(-5, 9_994) }, { n: 9_994 }],
    [
      "one of many values",
      { v: { enum: Array.from({ length: 130 }, (_, i) => `value ${i}`) } },
      { v: "value 129" },
    ],
    [
      "several switches",
      { a: { type: "boolean" }, b: { type: "boolean" }, c: { enum: ["x", "y"] } },
      { a: true, b: false, c: "y" },
    ],
    ["choices with titles", { c: { oneOf: [{ const: "s", title: "Small" }, { const: "l" }] } }, { c: "l" }],
    [
      "one of a list of choices",
      { tags: { type: "array", items: { enum: ["red", "blue"] } } },
      { tags: ["blue"] },
    ],
    ["a step between two bounds", { volume: { type: "number", minimum: 0, maximum: 1 } }, { volume: 0.5 }],
  ])("reaches %s", (_, properties, input) => {
    const reader = new PrintedReader(view(withArguments(properties)));
    reader.call("/do", input);
    expect(reader.calls).toHaveLength(1);
  });

  it("takes the fewest pages to a value of a range", () => {
    const reader = new PrintedReader(view(withArguments({ n: number(1, 1_000) })));
    reader.call("/do", { n: 777 });
    expect(reader.fetches).toBe(4);
  });

  it("follows references of the schema", () => {
    const referring = tools({
      path: "/do",
      input_schema: {
        type: "object",
        properties: { c: { $ref: "#/$defs/Color" } },
        required: ["c"],
        $defs: { Color: { enum: ["red", "blue"] } },
      },
    });
    expect(textOf(pickPage(view(referring), "/do", [], "r"))).toContain("/do?c=blue&_once=");
  });

  it("chooses several arguments at once where their combinations are few", () => {
    const page = textOf(
      pickPage(view(withArguments({ on: { type: "boolean" }, n: number(1, 5) })), "/do", [], "r"),
    );
    expect(page).toContain(`- on = true, n = 5: ${base}/do?on=true&n=5&_once=`);
  });

  it("offers an optional argument, and keeps it asked for over several pages", () => {
    const own = view(withArguments({ x: number(0, 3), zoom: number(1, 500) }, ["x"]));
    const chosen = textOf(pickPage(own, "/do", [["x", "1"]], "r"));
    const asked = urlsOf(chosen).find((url) => url.includes("_ask=zoom")) ?? "";
    const parts = textOf(pickPage(own, "/do", [...new URL(asked).searchParams], "r"));
    const last = urlsOf(parts).findLast((url) => url.includes("_to=500")) ?? "";
    expect(textOf(pickPage(own, "/do", [...new URL(last).searchParams], "r"))).toContain(
      "/do?x=1&zoom=500&_once=",
    );
  });

  it("shows the form of an address for free values, the known examples, and a link that asks a person", () => {
    const say = withArguments({ text: { type: "string", examples: ["hello"] } });
    const page = textOf(pickPage(view(say, { canAsk: true }), "/do", [], "r"));
    expect(page).toContain(`${base}/do?text={text}&_once=`);
    expect(page).toContain("/do?text=hello&_once=");
    expect(page).toContain(`${base}/_as/ask/do?_once=`);
    expect(textOf(pickPage(view(say), "/do", [], "r"))).not.toContain("/_as/ask");
  });

  it("keeps every page small and every address short, whatever is chosen", () => {
    const queries: [string, string][][] = [
      [],
      [["x", "31"]],
      [
        ["x", "31"],
        ["y", "31"],
      ],
    ];
    for (const query of queries) {
      const page = textOf(pickPage(view(tools(setPixel)), "/set_pixel", query, "r"));
      expect(byteLength(page)).toBeLessThan(limits.PAGE_BYTES);
      for (const url of urlsOf(page)) expect(url.length).toBeLessThanOrEqual(limits.MAX_LINK_CHARS);
    }
  });

  it("names no tool that links may not call", () => {
    const own = view(tools(setPixel), { toolsByLink: [] });
    expect(pickPage(own, "/set_pixel", [], "r").status).toBe(404);
  });
});
