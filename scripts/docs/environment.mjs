/** `docs/environment.md` names every variable that the code reads, and no other. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/repository.mjs";

/** @typedef {import("./pages.mjs").Page} Page */

/** @param {string} file */
const source = (file) => readFileSync(join(root, file), "utf8");

/** Set by what starts a process, not by people. */
const NOT_OURS = new Set([
  "NODE_ENV",
  "NEXT_RUNTIME",
  "NEXT_DIST_DIR",
  "PATH",
  "TMPDIR",
  "FORCE_COLOR",
  "CI",
]);

/** What each section of the page is compared with. @type {Record<string, () => Set<string>>} */
const READ = {
  dashboard: () => names(/^ {2}([A-Z][A-Z0-9_]+): /gm, source("apps/dashboard/src/env.ts")),
  relay: () =>
    names(/readonly ([A-Z_]+)\??: (?:string|SecretsStoreSecret)/g, source("apps/relay/src/env.ts")),
  bindings: () => names(/readonly ([A-Z_]+)\??: (?!string)/g, source("apps/relay/src/env.ts")),
  "commands-of-this-repository": () =>
    new Set([
      ...globSync("scripts/**/*.mjs", { cwd: root, exclude: (path) => path.includes("docs") }).flatMap(
        (file) => [...names(/process\.env\["([A-Z_]+)"\]/g, source(file))],
      ),
      "RELAY_PORT",
      "DASHBOARD_PORT",
      "EXAMPLE_PORT",
    ]),
};

/** @param {Page} page @returns {string[]} */
export const faultsOfEnvironment = (page) =>
  Object.entries(READ).flatMap(([slug, read]) => {
    const told = namesInSection(page, slug);
    const wanted = new Set([...read()].filter((name) => !NOT_OURS.has(name)));
    return [
      ...[...wanted]
        .filter((name) => !told.has(name))
        .map((name) => `${page.path}, #${slug}: ${name} is not told.`),
      ...[...told]
        .filter((name) => !wanted.has(name))
        .map((name) => `${page.path}, #${slug}: nothing reads ${name}.`),
    ];
  });

/** The first column of the tables of a section. @param {Page} page @param {string} slug */
function namesInSection({ text, headings }, slug) {
  const at = headings.findIndex((heading) => heading.slug === slug);
  const start = headings[at]?.line ?? Infinity;
  const end = headings[at + 1]?.line ?? Infinity;
  const rows = text
    .split("\n")
    .slice(start, end - 1)
    .filter((line) => line.startsWith("| `"));
  return names(/`([A-Z0-9_]+)`/g, rows.map((row) => row.split("|")[1] ?? "").join("\n"));
}

/** @param {RegExp} pattern @param {string} text */
const names = (pattern, text) => new Set([...text.matchAll(pattern)].map(([, name = ""]) => name));
