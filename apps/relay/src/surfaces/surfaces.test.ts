import { limits } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { briefing } from "./briefing.ts";
import { callPage, replyAnswer } from "./call-answer.ts";
import { humanPage } from "./human-page.ts";
import type { LinkView } from "./link-view.ts";
import { base, read, setPixel, textOf, tools, urlsOf, view } from "./link-view.fixture.ts";
import { pickPage } from "./pick-page.ts";

/** Follows printed links only, from the briefing to the first link that acts. */
function walk(start: LinkView, wanted: Record<string, string>): string {
  let page = briefing(start);
  for (let step = 0; step < 12; step++) {
    const next = urlsOf(page).find((url) => {
      const { pathname, searchParams } = new URL(url);
      const chosen = [...searchParams].filter(([name]) => name in wanted);
      if (pathname.endsWith("/set_pixel") === false || chosen.some(([name, text]) => wanted[name] !== text))
        return false;
      if (searchParams.has("_from") && !inRange(searchParams, wanted)) return false;
      return pathname.includes("/_as/pick/")
        ? !page.startsWith("Paint") || chosen.length > 0 || searchParams.has("_from")
        : chosen.length === 3;
    });
    if (next === undefined) throw new Error(`No way on from:\n${page}`);
    const url = new URL(next);
    if (!url.pathname.includes("/_as/pick/")) return next;
    page = textOf(pickPage(start, "/set_pixel", [...url.searchParams], "req_1"));
  }
  throw new Error("The walk did not end.");
}

function inRange(query: URLSearchParams, wanted: Record<string, string>): boolean {
  const value = Number(wanted[query.get("_ask") ?? ""]);
  return value >= Number(query.get("_from")) && value <= Number(query.get("_to"));
}

describe("the briefing", () => {
  it("says at the top what this is and holds a literal link for each tool", () => {
    const text = briefing(view(tools(setPixel, read)));
    expect(text.split("\n")[0]).toBe("Pixels: a running app that can be used through this link");
    expect(text).toContain(`${base}/read?_once=KEY`);
    expect(text).toContain(`${base}/_as/pick/set_pixel`);
    expect(text).toContain("Status: online");
  });

  it("stays within one page for 200 tools, and names every one", () => {
    const many = tools(
      ...Array.from({ length: 200 }, (_, index) => ({
        ...setPixel,
        path: `/t${index}`,
        description: "x".repeat(200),
      })),
    );
    const text = briefing(view(many));
    expect(text).toContain("t199");
    expect(text.length).toBeLessThan(limits.PAGE_BYTES + 2000);
  });

  it("adds nothing to an app's own contract", () => {
    const own = "<!-- as:contract-v1 -->\nMy own words.";
    expect(briefing(view(tools(read), { app: { id: "a", name: "n", description: "", text: own } }))).toBe(
      own,
    );
  });

  it("says how long the app has been away", () => {
    expect(briefing(view(tools(read), { isOnline: false, awaySinceMs: 0, nowMs: 65_000 }))).toContain(
      "offline since 00:00:00 UTC (65 s)",
    );
  });

  it("offers a link that only reads no link that writes", () => {
    const [readTool] = tools(read);
    if (readTool === undefined) throw new Error("No tool.");
    const text = briefing(view([readTool], { readOnly: true }));
    expect(text).toContain("It may read, and change nothing.");
    expect(text).not.toContain("set_pixel");
  });
});

describe("choosing step by step", () => {
  it("reaches any call by printed links alone", () => {
    const url = new URL(walk(view(tools(setPixel)), { x: "17", y: "4", color: "blue" }));
    expect(url.pathname.endsWith("/set_pixel")).toBe(true);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ x: "17", y: "4", color: "blue" });
    expect(url.searchParams.has("_once")).toBe(true);
  });

  it("splits a range that does not fit a page, down to its last value", () => {
    const wide = {
      ...setPixel,
      input_schema: {
        ...setPixel.input_schema,
        properties: {
          ...setPixel.input_schema.properties,
          x: { type: "integer", minimum: -5, maximum: 9_994 },
        },
      },
    };
    expect(walk(view(tools(wide)), { x: "9994", y: "0", color: "red" })).toContain("x=9994");
    expect(walk(view(tools(wide)), { x: "-5", y: "0", color: "red" })).toContain("x=-5");
  });

  it("prints no address longer than the strictest reader takes", () => {
    const pages = [
      [],
      [["x", "31"]],
      [
        ["x", "31"],
        ["y", "31"],
      ],
    ].map((query) =>
      textOf(pickPage(view(tools(setPixel)), "/set_pixel", query as [string, string][], "req_1")),
    );
    for (const url of pages.flatMap(urlsOf)) expect(url.length).toBeLessThanOrEqual(limits.MAX_LINK_CHARS);
  });

  it("shows the template for a free value, and the known examples as links", () => {
    const say = tools({
      path: "/say",
      input_schema: {
        type: "object",
        properties: { text: { type: "string", examples: ["hello"] } },
        required: ["text"],
      },
    });
    const text = textOf(pickPage(view(say), "/say", [], "req_1"));
    expect(text).toContain(`${base}/say?text={VALUE}&_once=`);
    expect(text).toContain("text=hello");
  });
});

describe("an answer of an app", () => {
  const finished = (contentType: string) => ({
    isReplay: false,
    callId: null,
    result: {
      finishedAtMs: 0,
      answer: { kind: "reply" as const, status: 200, contentType, body: "<script>1</script>" },
    },
  });

  it.each([
    "text/html",
    "TEXT/HTML; charset=utf-8",
    "application/xhtml+xml",
    "image/svg+xml",
    "text/xml",
    "application/atom+xml",
    "text/javascript",
    "nonsense",
    "text/plain\r\nx-evil: 1",
    "",
  ])("goes out as plain text when its type is %j", (type) => {
    expect(replyAnswer(finished(type), { requestId: "r" }).headers["content-type"]).toBe(
      "text/plain; charset=utf-8",
    );
  });

  it.each(["application/json", "image/png", "text/csv; charset=utf-8", "application/pdf"])(
    "keeps the type %s",
    (type) => {
      expect(replyAnswer(finished(type), { requestId: "r" }).headers["content-type"]).toBe(type);
    },
  );

  it.each([204, 205, 302, 304])(
    "has a page for a reader of links, though its status %d has no body",
    (status) => {
      const [tool] = tools(read);
      if (tool === undefined) throw new Error("No tool.");
      const answer = { kind: "reply" as const, status, contentType: "text/plain", body: "" };
      const page = callPage(
        view([tool]),
        tool,
        {},
        { isReplay: false, callId: null, result: { finishedAtMs: 0, answer } },
      );
      expect(page.status).toBe(200);
      expect(textOf(page)).toContain("Done at");
    },
  );

  it("tells a reader of links that a repeat ran nothing, and prints a fresh link for the same call", () => {
    const [tool] = tools(setPixel);
    if (tool === undefined) throw new Error("No tool.");
    const page = textOf(
      callPage(
        view([tool]),
        tool,
        { x: 1, y: 2, color: "red" },
        { ...finished("application/json"), isReplay: true },
      ),
    );
    expect(page).toContain("Already done at 00:00:00 UTC");
    expect(page).toContain(`${base}/set_pixel?x=1&y=2&color=red&_once=KEY0`);
  });

  it("is cut to pages of bytes, and following `Read on` gives all of it", () => {
    const [tool] = tools(read);
    if (tool === undefined) throw new Error("No tool.");
    const body = "ü😀".repeat(3_000);
    const answer = { kind: "reply" as const, status: 200, contentType: "text/plain", body };
    const long = { isReplay: false, callId: "call_1", result: { finishedAtMs: 0, answer } };
    let joined = "";
    let from: number | null = 0;
    while (from !== null) {
      const page = textOf(callPage(view([tool]), tool, null, long, from));
      expect(new TextEncoder().encode(page).length).toBeLessThan(limits.PAGE_BYTES);
      joined += page.match(/[ü😀]/gu)?.join("") ?? "";
      const next: string | undefined = /_as\/tasks\/call_1\?from=(\d+)/.exec(page)?.[1];
      from = next === undefined ? null : Number(next);
    }
    expect(joined).toBe(body);
  });
});

describe("the page for a person", () => {
  it("shows the app's words as text and lets nothing else in", () => {
    const page = humanPage(
      view(tools(setPixel), {
        app: { id: "a", name: "<img src=x>", description: "</style><script>alert(1)</script>", text: "" },
      }),
    );
    expect(textOf(page)).not.toMatch(/<script|<img/);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.headers["content-security-policy"]).not.toContain("script-src");
  });
});
