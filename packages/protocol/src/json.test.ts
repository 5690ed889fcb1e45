/** Depth is measured before anything is parsed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonDepth, parseJson } from "./json.ts";

/** Any UTF-16 units, lone surrogates among them. */
const anyText = (maxLength: number) =>
  fc.uint16Array({ maxLength }).map((units) => String.fromCharCode(...units));

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((inner) => depthOf(inner)))
    : 0;

describe("the depth of a JSON text", () => {
  it("is that of its value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(jsonDepth(JSON.stringify(value), 1000)).toBe(depthOf(value));
      }),
    );
  });

  it("does not count brackets inside texts", () => {
    expect(jsonDepth(String.raw`{"a":"[[[{{{","b\"[[":"\\"}`, 64)).toBe(1);
  });

  it("is measured up to one past the limit, so a hostile text is cheap", () => {
    const hostile = "[".repeat(1_000_000);
    const took = Array.from({ length: 5 }, () => {
      const startedAt = performance.now();
      expect(jsonDepth(hostile, 64)).toBe(65);
      expect(parseJson(hostile, 64)).toBeNull();
      return performance.now() - startedAt;
    });
    // The best of several: a busy machine is not the text's fault.
    expect(Math.min(...took)).toBeLessThan(20);
  });
});

describe("parsing", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  it("accepts the limit and refuses one level more", () => {
    expect(parseJson(nested(64), 64)).not.toBeNull();
    expect(parseJson(nested(65), 64)).toBeNull();
    expect(parseJson(`${"]".repeat(100)}${nested(65)}`, 64)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(fc.property(anyText(20), (text) => parseJson(text, 8) !== undefined));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("{", "}", "[", "]", '"', "\\", ":", ",", "1", "null")),
        (parts) => {
          const text = parts.join("");
          const parsed = parseJson(text, 8);
          if (parsed !== null) expect(JSON.parse(text)).toEqual(parsed.value);
        },
      ),
    );
  });

  it("keeps `__proto__` as an ordinary key", () => {
    const parsed = parseJson('{"__proto__":{"polluted":true}}', 8);
    expect(Object.keys(parsed?.value ?? {})).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });
});
