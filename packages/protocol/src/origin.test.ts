/** One verdict a string: what a developer may allow, and which `Origin` headers that lets in. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { originIsAllowed, parseOriginPattern } from "./origin.ts";

/** Any UTF-16 units, lone surrogates among them. */
const anyText = (maxLength: number) =>
  fc.uint16Array({ maxLength }).map((units) => String.fromCharCode(...units));

/** Addresses put together from the parts that matter, most of them wrong in some way. */
const PARTS =
  "a b. example .example.com *. evil.test localhost 127.0.0.1 [::1] xn-- \u00fc . \u3002 :8080 :* : @ / \\ %2e ? #";
const part = fc.constantFrom(" ", ...PARTS.split(" "));
const originLike = fc
  .tuple(fc.constantFrom("https://", "http://", "HTTPS://", "https:/", ""), fc.array(part, { maxLength: 5 }))
  .map(([scheme, parts]) => scheme + parts.join(""));

/** What a developer types, and the canonical form that is kept (`null`: refused). */
const typed: readonly (readonly [string, string | null])[] = [
  // Plain origins, brought to their canonical form.
  ["https://app.example.com", "https://app.example.com"],
  ["http://app.example.com", "http://app.example.com"],
  ["HTTPS://APP.Example.COM", "https://app.example.com"],
  ["  https://app.example.com\n", "https://app.example.com"],
  ["https://app.example.com:443", "https://app.example.com"],
  ["http://app.example.com:80", "http://app.example.com"],
  ["https://app.example.com:80", "https://app.example.com:80"],
  ["https://app.example.com:08443", "https://app.example.com:8443"],
  ["http://intranet", "http://intranet"],
  ["http://localhost:5173", "http://localhost:5173"],
  // Anything more than scheme, host and port.
  ["https://app.example.com/", null],
  ["https://app.example.com/path", null],
  ["https://app.example.com?x", null],
  ["https://app.example.com#x", null],
  ["https://user@app.example.com", null],
  ["https://user:pass@app.example.com", null],
  ["https://app.example.com@evil.test", null],
  ["https://app.example.com\\@evil.test", null],
  ["https:\\\\app.example.com", null],
  ["https:/app.example.com", null],
  ["https:app.example.com", null],
  ["//app.example.com", null],
  ["app.example.com", null],
  ["https://", null],
  ["https://:443", null],
  ["", null],
  ["null", null],
  ["*", null],
  // Other schemes.
  ["ftp://app.example.com", null],
  ["wss://app.example.com", null],
  ["file:///etc/passwd", null],
  ["javascript://app.example.com", null],
  ["chrome-extension://abcdefgh", null],
  ["data:text/html,x", null],
  // Hosts.
  ["https://app.example.com.", null],
  ["https://app.example.com\u3002", null],
  ["https://app..example.com", null],
  ["https://.example.com", null],
  ["https://app example.com", null],
  ["https://app%2eexample.com", null],
  ["https://app.example.com:99999", null],
  ["https://app.example.com:x", null],
  ["https://app.example\u3002com", "https://app.example.com"],
  ["https://app.example\uFF0Ecom", "https://app.example.com"],
  ["https://b\u00fccher.example", "https://xn--bcher-kva.example"],
  ["https://B\u00DCCHER.example", "https://xn--bcher-kva.example"],
  ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example"],
  ["https://xn--\u00fc.example", null],
  ["https://\u0430pp.example.com", "https://xn--pp-6kc.example.com"],
  // Addresses.
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["http://0x7f.1:3000", "http://127.0.0.1:3000"],
  ["http://2130706433", "http://127.0.0.1"],
  ["http://1.2.3.256", null],
  ["http://[::1]:3000", "http://[::1]:3000"],
  ["http://[0:0:0:0:0:0:0:1]", "http://[::1]"],
  ["http://[::FFFF:7f00:1]", "http://[::ffff:7f00:1]"],
  ["http://[::1", null],
  ["http://::1", null],
  ["http://[fe80::1%25eth0]", null],
  // A leading wildcard label.
  ["https://*.example.com", "https://*.example.com"],
  ["HTTPS://*.Example.com:8443", "https://*.example.com:8443"],
  ["https://*.b\u00fccher.example", "https://*.xn--bcher-kva.example"],
  ["https://*.a.example.com", "https://*.a.example.com"],
  ["https://*.com", null],
  ["https://*.localhost", null],
  ["https://*", null],
  ["https://*.", null],
  ["https://*.example.com.", null],
  ["https://*..com", null],
  ["https://*.example..com", null],
  ["https://*.*.example.com", null],
  ["https://a.*.example.com", null],
  ["https://a*.example.com", null],
  ["https://*example.com", null],
  ["*://app.example.com", null],
  ["https://app.example.*", null],
  ["https://*.127.0.0.1", null],
  ["https://*.[::1]", null],
  ["https://*.user@example.com", null],
  ["https://*.example.com/path", null],
  // Any port, of a loopback host alone.
  ["http://localhost:*", "http://localhost:*"],
  ["HTTPS://LOCALHOST:*", "https://localhost:*"],
  ["http://127.0.0.1:*", "http://127.0.0.1:*"],
  ["http://[::1]:*", "http://[::1]:*"],
  ["http://127.0.0.2:*", null],
  ["http://localhost.evil.test:*", null],
  ["http://app.example.com:*", null],
  ["http://localhost:*0", null],
  ["http://*.localhost:*", null],
];

describe("an origin as a developer types it", () => {
  it.each(typed)("%j is kept as %j", (text, canonical) => {
    expect(parseOriginPattern(text)).toBe(canonical);
  });

  it("is kept in a form that parses to itself", () => {
    const kept = typed.flatMap(([, canonical]) => canonical ?? []);
    for (const pattern of kept) expect(parseOriginPattern(pattern)).toBe(pattern);
    fc.assert(
      fc.property(fc.oneof(originLike, anyText(20)), (text) => {
        const pattern = parseOriginPattern(text);
        if (pattern !== null) expect(parseOriginPattern(pattern)).toBe(pattern);
      }),
      { numRuns: 1000 },
    );
  });
});

const exact = ["https://app.example.com", "http://localhost:5173"];
const wild = ["https://*.example.com"];
const loopback = ["http://localhost:*", "http://[::1]:*"];
/** The `Origin` header, the allowed patterns, the verdict. */
const headers: readonly (readonly [string, readonly string[], boolean])[] = [
  ["https://app.example.com", exact, true],
  ["http://localhost:5173", exact, true],
  ["https://app.example.com", [], false],
  ["http://app.example.com", exact, false],
  ["https://app.example.com:8443", exact, false],
  ["https://app.example.com:443", exact, false],
  ["https://app.example.com/", exact, false],
  ["https://app.example.com.", exact, false],
  ["HTTPS://APP.EXAMPLE.COM", exact, false],
  [" https://app.example.com", exact, false],
  ["https://app.example.com, https://evil.test", exact, false],
  ["https://app.example.com.evil.test", exact, false],
  ["https://evil.test#https://app.example.com", exact, false],
  ["https://xapp.example.com", exact, false],
  ["https://app.example\u3002com", exact, false],
  ["https://user@app.example.com", exact, false],
  ["null", exact, false],
  ["null", ["null", "*"], false],
  ["", exact, false],
  ["file://", exact, false],
  ["https://a.example.com", wild, true],
  ["https://xn--bcher-kva.example.com", wild, true],
  ["https://example.com", wild, false],
  ["https://.example.com", wild, false],
  ["https://a.b.example.com", wild, false],
  ["http://a.example.com", wild, false],
  ["https://a.example.com:8443", wild, false],
  ["https://a.example.com:8443", ["https://*.example.com:8443"], true],
  ["https://a.example.com", ["https://*.example.com:8443"], false],
  ["https://aexample.com", wild, false],
  ["https://evil.test/.example.com", wild, false],
  ["https://a.example.com.evil.test", wild, false],
  ["https://*.example.com", wild, false],
  ["http://localhost", loopback, true],
  ["http://localhost:1", loopback, true],
  ["http://[::1]:65535", loopback, true],
  ["https://localhost:1", loopback, false],
  ["http://127.0.0.1:1", loopback, false],
  ["http://localhost.evil.test:1", loopback, false],
  ["http://evil.localhost:1", loopback, false],
];

describe("an Origin header", () => {
  it.each(headers)("%j against %j: %j", (origin, patterns, verdict) => {
    expect(originIsAllowed(origin, patterns)).toBe(verdict);
  });

  it("is allowed by its own exact pattern", () => {
    const kept = typed.flatMap(([, canonical]) => canonical ?? []);
    for (const origin of kept.filter((pattern) => !pattern.includes("*"))) {
      expect(originIsAllowed(origin, [origin]), origin).toBe(true);
    }
  });

  it("never passes a wildcard from outside its domain", () => {
    fc.assert(
      fc.property(originLike, (url) => {
        fc.pre(URL.canParse(url));
        const { origin, hostname } = new URL(url);
        fc.pre(!hostname.endsWith(".example.com"));
        return !originIsAllowed(origin, wild) && !originIsAllowed(url, wild);
      }),
      { numRuns: 1000 },
    );
  });
});
