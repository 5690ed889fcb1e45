/** docs/security.md has a test for each threat, and each that it names is there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./stack/repository.mjs";

const THREATS = 24;
const page = readFileSync(join(root, "docs/security.md"), "utf8");
const rows = page.split("\n").filter((line) => /^\| *\d+ *\|/.test(line));

test("every threat has its row, in order", () => {
  expect(rows.map((row) => Number(row.split("|")[1]))).toEqual(
    Array.from({ length: THREATS }, (_, index) => index + 1),
  );
});

test.each(rows.map((row) => [row.split("|")[2]?.trim() ?? "", row]))("%s: its tests exist", (_, row) => {
  const tests = [...row.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g)];
  expect(tests.length).toBeGreaterThan(0);
  for (const [, title = "", file = ""] of tests)
    expect(readFileSync(join(root, file), "utf8"), file).toContain(title);
});
