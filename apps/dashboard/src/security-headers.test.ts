/** The content security policy of pages. */
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./security-headers.ts";

const options = { nonce: "n0nce", frameSource: null, isHttps: true, isDevelopment: false };

test("no script but with the nonce, no frame around us, nothing by default", () => {
  const policy = contentSecurityPolicy(options);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'nonce-n0nce' 'strict-dynamic';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("frame-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).toContain("upgrade-insecure-requests");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy).not.toMatch(/(script|style)-src 'self' 'unsafe-inline'/);
});

test("on plain http nothing is upgraded, or nothing would load", () => {
  expect(contentSecurityPolicy({ ...options, isHttps: false })).not.toContain("upgrade-insecure-requests");
});

test("one other site may be framed", () => {
  const policy = contentSecurityPolicy({ ...options, frameSource: "http://localhost:5173" });
  expect(policy).toContain("frame-src http://localhost:5173;");
});
