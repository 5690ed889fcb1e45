import { errorTable, type ErrorCode } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import type { Answer } from "./answer.ts";
import { humanPage } from "./human-page.ts";
import { base, read, setPixel, textOf, tools, view } from "./link-view.fixture.ts";
import { refusedHumanPage, revokedPage } from "./notice-page.ts";

const clear = { path: "/clear", description: "Clear all.", annotations: { destructiveHint: true } };
const own = tools(setPixel, read, clear);
const HOUR_MS = 3_600_000;

const policyOf = (page: Answer): string => page.headers["content-security-policy"] ?? "";
const nonceOf = (page: Answer): string => /style-src 'nonce-([^']+)'/.exec(policyOf(page))?.[1] ?? "none";

describe("the page for a person", () => {
  it("says what an AI may see, change, and change for good", () => {
    const text = textOf(humanPage(view(own)));
    const [see = -1, change = -1, lasting = -1] = ["Read the canvas", "Paint one pixel", "Clear all"].map(
      (words) => text.indexOf(words),
    );
    expect(text.slice(0, see)).toMatch(/See<\/h3><ul><li>$/);
    expect(text.slice(see, change)).toContain("Change</h3>");
    expect(text.slice(change, lasting)).toContain("cannot be undone</h3>");
  });

  it.each([
    [{}, "The app is online"],
    [{ isOnline: false, awaySinceMs: 0, nowMs: 3 * HOUR_MS }, "The app has been closed for 3 hours"],
    [{ readOnly: true }, "This link may only read."],
    [{ lastUsedAtMs: 0, lastClient: "claude", nowMs: 120_000 }, "2 minutes ago by claude"],
    [{ calls: 3, maxCalls: 9 }, "<dd>3 of 9</dd>"],
    [{ expiresAtMs: Date.UTC(2026, 10, 22, 14, 5) }, "until 22 Nov 2026, 14:05 UTC"],
    [{ tools: [] }, "Nothing at the moment."],
    [
      { prompts: [{ name: "sunset", description: "Paint a sunset", text: "paint the sea." }] },
      `Please use my app &quot;Pixels&quot; for me: paint the sea.\nOpen this link`,
    ],
  ])("says how things are: %j", (change, words) => {
    expect(textOf(humanPage(view(own, change)))).toContain(words);
  });

  it("holds the sentence to paste and a form that ends the link, under any host", () => {
    const text = textOf(humanPage(view(own)));
    expect(text).toContain(
      `Please use my app &quot;Pixels&quot; for me. Open this link, it explains what you can do there: ${base}</textarea>`,
    );
    expect(text).toContain(`action="${new URL(base).pathname}/_as/revoke"`);
  });

  it("stays of a readable length with 200 tools", () => {
    const many = tools(...Array.from({ length: 200 }, (_, index) => ({ ...setPixel, path: `/t${index}` })));
    expect(textOf(humanPage(view(many)))).toContain("and 188 more");
  });
});

describe("every page for a person", () => {
  const forged = '</style></textarea><script>alert(1)</script><img src=x onerror="alert(2)">';
  const app = { id: "a", name: forged, description: forged, text: "" };
  const hostile = view(tools({ path: "/t", description: forged }), {
    app,
    label: forged,
    lastUsedAtMs: 0,
    lastClient: forged,
    prompts: [{ name: "x", description: forged, text: forged }],
  });
  const pages: [string, Answer][] = [
    ["of a link", humanPage(hostile)],
    ["of a link that was revoked just now", revokedPage(hostile)],
    ["of a refusal", refusedHumanPage({ code: "link_revoked", message: forged, hint: forged })],
  ];

  it.each(pages)("shows foreign words as text and lets in nothing but its own: %s", (_, page) => {
    const text = textOf(page);
    expect(text.match(/<script/g) ?? []).toHaveLength(policyOf(page).includes("script-src") ? 1 : 0);
    expect(text).not.toMatch(/<img|<\/style><\/textarea>/);
    expect(text).not.toMatch(/<[^>]* (?:style|on[a-z]+)=|https?:\/\/(?!relay\.example)/);
    expect(policyOf(page)).toMatch(
      /^default-src 'none'; style-src 'nonce-[\w-]{43}';.* form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    for (const [, nonce] of text.matchAll(/nonce="([^"]+)"/g)) expect(nonce).toBe(nonceOf(page));
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  });

  it("has a fresh nonce each time", () => {
    expect(nonceOf(humanPage(view(own)))).not.toBe(nonceOf(humanPage(view(own))));
  });

  it.each<[ErrorCode, string]>([
    ["link_not_recognised", "This link is not known"],
    ["link_revoked", "This link was revoked"],
    ["link_expired", "This link has expired"],
    ["session_ended", "The app has ended this link"],
    ["rate_limited", "This link cannot be used now"],
    ["internal", "This link cannot be used now"],
  ])("tells a person why a link is no good: %s", (code, title) => {
    const page = refusedHumanPage({
      code,
      message: "The reason.",
      hint: "What helps.",
      retryAfterSeconds: 5,
    });
    expect(page.status).toBe(errorTable[code].http);
    expect(page.headers["retry-after"]).toBe("5");
    expect(textOf(page)).toContain(`<h1>${title}</h1>`);
    expect(textOf(page)).toMatch(
      /a new (?:one|link)|A new link|The reason\.<\/p>\n<p class="soft">What helps\./,
    );
  });
});
