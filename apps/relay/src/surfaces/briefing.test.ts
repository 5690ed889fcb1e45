import { limits } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { byteLength } from "./answer.ts";
import { appTextPage } from "./app-text.ts";
import { briefing } from "./briefing.ts";
import { base, read, setPixel, textOf, tools, urlsOf, view } from "./link-view.fixture.ts";
import { pixelTools } from "./pixel-tools.fixture.ts";
import { toolsPage } from "./tools-page.ts";

const app = { id: "a", name: "Pixels", description: "A canvas.", text: "" };

describe("the briefing", () => {
  it("says at the top what this is, what is possible now, and holds a link to begin with", () => {
    const [title = "", ...lines] = briefing(view(tools(setPixel, read))).split("\n");
    expect(title).toBe("# Pixels: a web app that an AI assistant can use through this link");
    expect(lines.slice(0, 6).join("\n")).toContain("Possible now: Paint one pixel; Read the canvas.");
    expect(lines.slice(0, 6).join("\n")).toContain(`${base}/read?_once=`);
  });

  it("shows each tool with its effect, arguments, one request, the shape of its result, and links", () => {
    const text = briefing(view(pixelTools));
    expect(text).toContain("- clear (changes, cannot be undone): Makes every pixel white.");
    expect(text).toContain('  Request: POST /set_pixel {"x":12,"y":12,"color":"red"}');
    expect(text).toContain("  Result: JSON {ok, pixelsChanged, title}");
    expect(text).toContain("x: integer 0 to 23; y: integer 0 to 23");
    expect(text).toContain(`  Link to choose title: ${base}/_as/pick/set_title`);
    expect(text).toContain(`  - peach: ${base}/_as/pick/set_pixel?color=peach`);
  });

  it("tells of batches, MCP and OpenAPI with their addresses", () => {
    const text = briefing(view(pixelTools));
    expect(text).toContain(
      `POST ${base}/_as/batch with [{"tool":"set_pixel","arguments":{"x":12,"y":12,"color":"red"}}, …]`,
    );
    for (const path of ["/mcp", "/openapi.json"]) expect(urlsOf(text)).toContain(`${base}${path}`);
    expect(text).toContain("also /tools.json, and /_as/events");
  });

  it("leaves the place of a text open in the address to compose", () => {
    const { input_schema: _, ...rest } = setPixel;
    const text = { type: "object", properties: { title: { type: "string" } }, required: ["title"] };
    const page = briefing(view(tools({ ...rest, path: "/add", input_schema: text })));
    expect(page).toContain("your own text, percent-encoded, as TEXT and any unused text as NEW");
    expect(page).toContain(`${base}/add?title={TEXT}&_once={NEW}`);
  });

  it.each([
    [{ isOnline: false, awaySinceMs: 0, nowMs: 65_000 }, "Status: offline since 00:00:00 UTC (65 s)."],
    [{ readOnly: true }, "It may read, and change nothing."],
    [{ maxCalls: 20, calls: 8 }, "12 of 20 calls are left."],
    [{ expiresAtMs: 0 }, "It is valid until 1970-01-01T00:00:00.000Z."],
    [{ toolsByLink: [] }, "Its calls are made by HTTP requests or MCP, not by opening links."],
    [{ tools: [], toolsByLink: [] }, "The app offers none at the moment."],
    [{ canAsk: true }, "one that asks the person in the app"],
  ])("says how things are: %j", (change, words) => {
    expect(briefing(view(tools(read), change))).toContain(words);
  });

  it("prints no link that runs a tool which links may not call", () => {
    const own = tools(setPixel, read);
    const text = briefing(view(own, { toolsByLink: own.filter(({ name }) => name === "read") }));
    expect(urlsOf(text).filter((url) => /_once=|pick/.test(url))).toEqual(
      urlsOf(text).filter((url) => url.includes("/read?")),
    );
    expect(text).toContain("- set_pixel (changes, not by link)");
  });

  it("adds nothing to an app's own contract", () => {
    const text = "<!-- as:contract-v1 -->\nMy own words.";
    expect(briefing(view(tools(read), { app: { ...app, text } }))).toBe(text);
  });
});

describe("what has no room in the briefing", () => {
  const many = (count: number, path: (index: number) => string) =>
    tools(
      ...Array.from({ length: count }, (_, index) => ({
        ...setPixel,
        path: path(index),
        description: "Does it.",
      })),
    );

  /** All that can be read by following links to more pages. */
  function readOn(text: string, open: (query: [string, string][]) => string, isMore: RegExp): string {
    const next = urlsOf(text).find((url) => isMore.test(url));
    if (next === undefined) return text;
    const page = open([...new URL(next).searchParams]);
    expect(byteLength(page)).toBeLessThanOrEqual(limits.PAGE_BYTES);
    return `${text}\n${readOn(page, open, isMore)}`;
  }

  it("is reached by links: each of 200 tools, with links of its own", () => {
    const own = view(many(200, (index) => `/t${index}`));
    const text = readOn(briefing(own), (query) => textOf(toolsPage(own, query, "r")), /_as\/tools\?from=/);
    for (let index = 0; index < 200; index++) expect(text).toMatch(new RegExp(`/_as/pick/t${index}\\b`));
  });

  it("is in groups where the names form some", () => {
    const own = view(many(120, (index) => `/${["blocks", "pages", "users"][index % 3]}/t${index}`));
    const text = briefing(own);
    expect(byteLength(text)).toBeLessThanOrEqual(limits.PAGE_BYTES);
    expect(text).toContain(`- pages, 40 tools: ${base}/_as/tools?group=pages`);
    const group = readOn(
      textOf(toolsPage(own, [["group", "pages"]], "r")),
      (query) => textOf(toolsPage(own, query, "r")),
      /group=pages&from=/,
    );
    expect(group).toContain("- pages_t118 (changes)");
    expect(group).not.toContain("- users_t2 (changes)");
  });

  it("is reached by links: the rest of the app's own text", () => {
    const text = "Wörter über alles. ".repeat(3_000);
    const own = view(tools(read), { app: { ...app, text } });
    const all = readOn(briefing(own), (query) => textOf(appTextPage(own, query)), /_as\/text\?from=/);
    const parts = [...all.matchAll(/up to the next (\S+) -----\n([\s\S]*?)\n----- \1 -----/g)].map(
      ([, , part]) => part,
    );
    expect(parts.join("")).toBe(text);
  });

  it("answers a page that is not there with what is", () => {
    const own = view(tools(read));
    expect(toolsPage(own, [["group", "none"]], "r").status).toBe(404);
    expect(toolsPage(own, [["from", "9"]], "r").status).toBe(404);
    expect(textOf(appTextPage(own, [["from", "99"]]))).toContain("There is no more of it.");
  });
});
