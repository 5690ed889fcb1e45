/** What can be said of code and docs without running them: format, lint (with the floors), dead code, types, docs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFile, quietEnv, root } from "./stack/repository.mjs";

const AT_ONCE = 2;

/** @typedef {{ name: string, passed: boolean, output: string }} Check */

/** The longest first, so that nothing runs alone at the end. */
const CHECKS = [
  {
    name: "types",
    args: [
      packageFile(".", "turbo", "bin/turbo"),
      "run",
      "typecheck",
      "--concurrency=2",
      "--continue",
      "--output-logs=errors-only",
    ],
  },
  { name: "dead code", args: [packageFile(".", "knip", "bin/knip.js"), "--no-progress"] },
  {
    name: "format",
    args: [packageFile(".", "prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."],
  },
  { name: "docs", args: [join(root, "scripts/docs.mjs")] },
  { name: "lint", args: [packageFile(".", "oxlint", "bin/oxlint"), "--deny-warnings"] },
];

/**
 * @param {import("./stack/crew.mjs").Crew} crew
 * @param {string} logFolder
 * @returns {Promise<Check[]>}
 */
export async function runChecks(crew, logFolder) {
  const queue = [...CHECKS];
  /** @type {Check[]} */
  const done = [];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      done.push(await runCheck(crew, logFolder, next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

/**
 * @param {import("./stack/crew.mjs").Crew} crew
 * @param {string} logFolder
 * @param {{ name: string, args: string[] }} check
 */
async function runCheck(crew, logFolder, { name, args }) {
  const logFile = join(logFolder, `check-${name.replaceAll(" ", "-")}.log`);
  const { NODE_ENV: _, ...env } = process.env;
  const how = await crew.tryJob({
    name,
    command: process.execPath,
    args,
    cwd: root,
    env: { ...env, ...quietEnv },
    logFile,
  });
  return { name, passed: how === "0", output: readFileSync(logFile, "utf8").trim() };
}
