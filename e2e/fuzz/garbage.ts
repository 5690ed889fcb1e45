/** Garbage of several kinds: values and texts that broke other programs, and valid things with a few changes. */
import type { Json, JsonObject } from "@agent-socket/protocol";
import { isJsonObject } from "@agent-socket/protocol";
import * as fc from "fast-check";

const NASTY = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "../../etc/passwd",
  "%00",
  "%zz",
  "\r\nset-cookie: a=b",
  "<script>alert(1)</script>",
  "' or 1=1 --",
  "=1+1",
  "\u202Eabc\u2066",
  "\uD800",
  "\uFEFF",
  "🎨",
  "x".repeat(5_000),
  "1e999",
  "NaN",
  "-0",
  "null",
  "$K1",
  "$@0",
  "${7*7}",
  "as_app_anon",
  "http://127.0.0.1:1/",
];

export const nasty: fc.Arbitrary<string> = fc.constantFrom(...NASTY);
export const anyText: fc.Arbitrary<string> = fc.oneof(
  nasty,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.uint16Array({ maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);
const scalar: fc.Arbitrary<Json> = fc.oneof(
  anyText,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 1e308, Number.MAX_SAFE_INTEGER + 2, true, false, null),
);
/** `Object.fromEntries` makes `__proto__` a field like any other. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("json"), { maxLength: 4 }),
    fc.array(fc.tuple(anyText, tie("json")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).json;

/** `[[[…]]]`, deeper than anything may be. */
const deep: fc.Arbitrary<string> = fc
  .integer({ min: 60, max: 20_000 })
  .map((levels) => "[".repeat(levels) + "]".repeat(levels));

type Change = { readonly at: number; readonly how: number; readonly name: string; readonly value: Json };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.nat(4),
  name: anyText,
  value: anyJson,
});

/** One of these with up to four changes anywhere in it; seldom none. */
export const mutant = (valid: readonly Json[]): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.constantFrom(...valid), fc.array(change, { maxLength: 4 }))
    .map(([start, changes]) => changes.reduce(changed, start));

function changed(value: Json, { at, how, name, value: other }: Change): Json {
  // Deeper half of the times, where there is something deeper.
  const keys = keysOf(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (key !== undefined && at % 2 === 1) {
    const inner = changed(valueAt(value, key), { at: Math.floor(at / 2), how, name, value: other });
    return withValue(value, key, inner);
  }
  if (key === undefined || how === 0) return other;
  if (how === 1) return withValue(value, name, other);
  if (how === 2) return withoutKey(value, key);
  if (how === 3) return withValue(value, key, other);
  return [value, other];
}

const keysOf = (value: Json): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];
const entriesOf = (value: Json): readonly (readonly [string, Json])[] =>
  isJsonObject(value) ? Object.entries(value) : [];
const valueAt = (value: Json, key: string): Json =>
  Array.isArray(value)
    ? (value[Number(key)] ?? null)
    : (entriesOf(value).find(([name]) => name === key)?.[1] ?? null);

function withValue(value: Json, key: string, other: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json, index) => (String(index) === key ? other : item));
  return Object.fromEntries([...entriesOf(value).filter(([name]) => name !== key), [key, other]]);
}

function withoutKey(value: Json, key: string): Json {
  if (Array.isArray(value)) return value.filter((_, index) => String(index) !== key);
  return Object.fromEntries(entriesOf(value).filter(([name]) => name !== key));
}

/** As text, and sometimes a text that is not whole. */
export const textOfMutant = (valid: readonly JsonObject[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: mutant(valid).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: deep },
    {
      weight: 1,
      arbitrary: fc
        .tuple(mutant(valid), fc.nat(), anyText)
        .map(([value, at, text]) => spliced(JSON.stringify(value), at, text)),
    },
  );

function spliced(text: string, at: number, other: string): string {
  const cut = at % (text.length + 1);
  return text.slice(0, cut) + other + (at % 3 === 0 ? "" : text.slice(cut));
}
