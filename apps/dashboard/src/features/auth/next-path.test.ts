/** Where a link may send somebody after signing in: nowhere but here. */
import { expect, test } from "vitest";
import { safeNextPath } from "./next-path.ts";

test.each(["/apps", "/apps/as_app_1/connect?tab=npm#step", "/a//b", "/apps?next=https://evil.example"])(
  "%s stays",
  (path) => {
    expect(safeNextPath(path, "/fallback")).toBe(path);
  },
);

test.each([
  null,
  undefined,
  "",
  "apps",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "http:evil.example",
  "/..//evil.example/%2e%2e",
  " //evil.example",
])("%j is not followed off this site", (path) => {
  const next = safeNextPath(path, "/fallback");
  expect(new URL(next, "http://here.example").origin).toBe("http://here.example");
  expect(next.startsWith("//")).toBe(false);
});
