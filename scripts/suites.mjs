/** The suites of `npm test`, in the order they run: what is cheap to find out comes first. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runChecks } from "./checks.mjs";
import { buildJob, withBuildLock } from "./stack/build.mjs";
import { Fault, messageOf } from "./stack/fault.mjs";
import { packageFile, quietEnv, root } from "./stack/repository.mjs";
import { startStack } from "./stack.mjs";

/**
 * @typedef {{ passed: number, failed: number, output: string }} Outcome
 * @typedef {{ crew: import("./stack/crew.mjs").Crew, folder: string, signal: AbortSignal }} Setting
 * @typedef {{ name: string, run: (setting: Setting) => Promise<Outcome> }} Suite
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  { name: "check", run: checkSuite },
  { name: "unit", run: unitSuite },
  { name: "build", run: buildSuite },
  { name: "scenarios", run: (setting) => countedSuite(setting, "scenarios", ["all"]) },
  { name: "chats", run: (setting) => countedSuite(setting, "chats", []) },
  { name: "conformance", run: (setting) => countedSuite(setting, "conformance", []) },
  { name: "faults", run: (setting) => countedSuite(setting, "faults", ["--short"]) },
  { name: "security", run: (setting) => countedSuite(setting, "security", ["--short"]) },
  { name: "fuzz", run: (setting) => countedSuite(setting, "fuzz", ["--short"]) },
  { name: "soak", run: (setting) => countedSuite(setting, "soak", ["--short"]) },
  { name: "browser", run: browserSuite },
];

/** @param {Setting} setting @returns {Promise<Outcome>} */
async function checkSuite({ crew, folder }) {
  const checks = await runChecks(crew, folder);
  const faults = checks.filter(({ passed }) => !passed);
  const output = faults.map(({ name, output }) => `── ${name} ──\n${output}\n`).join("\n");
  return { passed: checks.length - faults.length, failed: faults.length, output };
}

/** @param {Setting} setting @returns {Promise<Outcome>} */
async function unitSuite(setting) {
  const report = join(setting.folder, "unit.json");
  const vitest = packageFile(".", "vitest", "vitest.mjs");
  // Patient, because a slow answer of a busy machine is not a wrong one.
  const args = [
    "run",
    "--testTimeout=30000",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { how, output } = await runNode(setting, "unit", [vitest, ...args], {});
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    testResults = [],
  } = readReport(report);
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === "failed" && file.assertionResults.length === 0,
  );
  // A test that is skipped says nothing of what it was written for.
  return outcome(how, output, numPassedTests, numFailedTests + numPendingTests + broken.length);
}

/** @param {Setting} setting @returns {Promise<Outcome>} */
async function buildSuite({ crew, folder }) {
  const job = buildJob({ workspaces: [], dataDir: folder });
  await withBuildLock(() => crew.job(job));
  return { passed: 1, failed: 0, output: "" };
}

/**
 * One that stands in a folder of `e2e` with a runner of its own, which counts.
 * @param {Setting} setting
 * @param {string} name
 * @param {string[]} words
 * @returns {Promise<Outcome>}
 */
async function countedSuite(setting, name, words) {
  const { how, output } = await runNode(setting, name, [join(root, "e2e", name, "run.mjs"), ...words], {});
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return outcome(how, output, Number(passed), Number(failed));
}

/** @param {Setting} setting @returns {Promise<Outcome>} */
async function browserSuite(setting) {
  const stack = await startStack({ signal: setting.signal });
  try {
    const report = join(setting.folder, "browser.json");
    const playwright = packageFile("e2e", "@playwright/test", "cli.js");
    const args = [
      playwright,
      "test",
      "--config",
      join(root, "e2e/playwright.config.ts"),
      "--reporter=list,json",
    ];
    const { how, output } = await runNode(setting, "browser", args, {
      AS_RELAY_URL: stack.relayUrl,
      AS_DASHBOARD_URL: stack.dashboardUrl,
      AS_EXAMPLE_URL: stack.exampleUrl,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
    return outcome(how, output, expected, unexpected + flaky + skipped);
  } finally {
    await stack.stop();
  }
}

/**
 * A run that went wrong without a test that did (an import that fails, an error outside of tests) counts as one failure.
 * @param {string} how
 * @param {string} output
 * @param {number} passed
 * @param {number} failed
 */
const outcome = (how, output, passed, failed) => ({
  passed,
  failed: how !== "0" && failed === 0 ? 1 : failed,
  output,
});

/**
 * @param {Setting} setting
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} settings
 */
async function runNode({ crew, folder }, name, args, settings) {
  const logFile = join(folder, `${name}.log`);
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const env = { ...inherited, ...quietEnv, NO_COLOR: "1", ...settings };
  const how = await crew.tryJob({ name, command: process.execPath, args, cwd: root, env, logFile });
  return { how, output: readFileSync(logFile, "utf8") };
}

/** @param {string} file @returns {Record<string, any>} empty when there is none */
function readReport(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Fault(`Cannot read the report ${file}: ${messageOf(cause)}`);
  }
}
