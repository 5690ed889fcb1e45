/** The workflows under `.github` can be read, ask for no more rights than they say, and run commands that exist. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { messageOf } from "../stack/fault.mjs";
import { root } from "../stack/repository.mjs";
import { SUITES } from "../suites.mjs";
import { unknownCommands } from "./links.mjs";

const Rights = v.record(v.string(), v.picklist(["read", "write", "none"]));
const Step = v.union([
  v.looseObject({ run: v.string() }),
  // A version or a commit: a branch of somebody else's may change under us.
  v.looseObject({ uses: v.pipe(v.string(), v.regex(/^[\w-]+\/[\w./-]+@(v\d|[0-9a-f]{40}$)/)) }),
]);
const Workflow = v.looseObject({
  name: v.string(),
  on: v.record(v.string(), v.unknown()),
  permissions: Rights,
  jobs: v.record(
    v.string(),
    v.looseObject({
      "runs-on": v.string(),
      "timeout-minutes": v.number(),
      permissions: v.optional(Rights),
      steps: v.pipe(v.array(Step), v.minLength(1)),
    }),
  ),
});

/** @returns {string[]} */
export const faultsOfWorkflows = () =>
  globSync(".github/**/*.yml", { cwd: root })
    .toSorted()
    .flatMap((path) => faultsOfWorkflow(path, readFileSync(join(root, path), "utf8")));

/** @param {string} path @param {string} text @returns {string[]} */
export function faultsOfWorkflow(path, text) {
  try {
    const file = parse(text, { strict: true });
    if (!path.includes("workflows/")) return [];
    const parsed = v.safeParse(Workflow, file);
    if (!parsed.success)
      return parsed.issues.map((issue) => `${path}: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
    const commands = Object.values(parsed.output.jobs)
      .flatMap(({ steps }) => steps.flatMap((step) => ("run" in step ? [String(step.run)] : [])))
      .join("\n");
    return [...unknownCommands(commands), ...unknownSuites(text)].map(
      (name) => `${path} runs ${name}, which does not exist.`,
    );
  } catch (cause) {
    return [`${path}: ${messageOf(cause)}`];
  }
}

/** What `npm test` is told to run, directly or by the matrix. @param {string} text */
const unknownSuites = (text) =>
  [...text.matchAll(/(?:suites:|npm test --) ([a-z ]+)$/gm)]
    .flatMap(([, words = ""]) => words.split(" "))
    .filter((word) => !SUITES.some(({ name }) => name === word));
