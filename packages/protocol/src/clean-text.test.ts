/** Nothing that is invisible, or that reorders what is seen, gets through to a reader. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine, cleanText } from "./clean-text.ts";

/** Any UTF-16 units, lone surrogates among them. */
const anyText = (maxLength: number) =>
  fc.uint16Array({ maxLength }).map((units) => String.fromCharCode(...units));

const from = (...points: number[]) => String.fromCodePoint(...points);
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("clean text", () => {
  it("loses every character that smuggles or reorders", () => {
    const hidden: readonly [string, readonly number[]][] = [
      ["control characters", [...range(0, 8), 0x0b, 0x0c, ...range(0x0e, 0x1f), ...range(0x7f, 0x9f)]],
      ["zero-width", [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x180e]],
      ["bidirectional", [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]],
      ["invisible operators", range(0x2061, 0x2064)],
      ["soft hyphen and joiner", [0x00ad, 0x034f]],
      ["fillers that look like nothing", [0x115f, 0x1160, 0x3164, 0xffa0, 0x17b4, 0x17b5]],
      ["line and paragraph separators", [0x2028, 0x2029]],
      ["tags", [0xe0001, ...range(0xe0020, 0xe007f)]],
      ["variation selectors that no emoji needs", [...range(0xfe00, 0xfe0d), ...range(0xe0100, 0xe01ef)]],
      ["interlinear annotation", [0xfff9, 0xfffa, 0xfffb]],
    ];
    for (const [kind, points] of hidden)
      for (const point of points)
        expect(cleanText(`a${from(point)}b`), `${kind} ${point.toString(16)}`).toBe("ab");
  });

  it("cannot carry a message in a run of emoji selectors", () => {
    expect(cleanText("☀\uFE0F\uFE0E\uFE0F\uFE0E!")).toBe("☀\uFE0F!");
    expect(cleanText("☀\uFE0F\u200B\uFE0F")).toBe("☀\uFE0F");
  });

  it("keeps what people write", () => {
    for (const text of [
      "Grüße, 世界 ☀️ 🎨",
      "a\tb\nc",
      "naïve e\u0301",
      "שלום مرحبا",
      '<b> & "quotes" \\ `x`',
      "",
    ])
      expect(cleanText(text)).toBe(text);
  });

  it("has one kind of line end and no lone surrogate", () => {
    expect(cleanText("a\r\nb\rc\nd")).toBe("a\nb\nc\nd");
    expect(cleanText("a\uD800b")).toBe("a\uFFFDb");
  });

  it("is clean already when cleaned again", () => {
    const odd = fc.constantFrom("\r", "\n", "\u200B", "\uFE0F", "\uD83C", "\uDFA8", from(0xe0041), "a", " ");
    const text = fc.oneof(
      anyText(20),
      fc.array(odd).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        const once = cleanText(input);
        expect(cleanText(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(cleanLine(cleanLine(input, 10), 10)).toBe(cleanLine(input, 10));
      }),
    );
  });
});

describe("a clean line", () => {
  it("is one line without white space at its ends", () => {
    expect(cleanLine("  a \n\t b \u2028 ", 100)).toBe("a b");
  });

  it("is cut at a whole character, and not left with a blank at its end", () => {
    expect(cleanLine("🎨🎨🎨", 2)).toBe("🎨🎨");
    expect(cleanLine("ab cd", 3)).toBe("ab");
  });
});
