/** Builds what the stack serves. Turbo skips whatever did not change. */
import { join } from "node:path";
import { tryLock, unlock } from "./lock.mjs";
import { packageFile, quietEnv, root } from "./repository.mjs";

const MOST_AT_ONCE = 2;
const LOCK_FILE = join(root, "node_modules/.cache/agent-socket/build.lock");

/**
 * Runs one build of this checkout at a time: `npm start` and `npm test` may want one at once.
 * @param {() => Promise<void>} build
 */
export async function withBuildLock(build) {
  while (!tryLock(LOCK_FILE)) await new Promise((wake) => setTimeout(wake, 200));
  try {
    await build();
  } finally {
    unlock(LOCK_FILE);
  }
}

/**
 * @param {object} options
 * @param {readonly string[]} options.workspaces package names
 * @param {string} options.dataDir
 * @returns {import("./child.mjs").ChildOptions}
 */
export function buildJob({ workspaces, dataDir }) {
  const filters = workspaces.map((name) => `--filter=${name}`);
  // A NODE_ENV meant for us (such as a test runner's) would build something else.
  const { NODE_ENV: _, ...env } = process.env;
  const turbo = packageFile(".", "turbo", "bin/turbo");
  return {
    name: "build",
    command: process.execPath,
    args: [turbo, "run", "build", ...filters, `--concurrency=${MOST_AT_ONCE}`, "--output-logs=errors-only"],
    cwd: root,
    env: { ...env, ...quietEnv },
    logFile: join(dataDir, "logs/build.log"),
  };
}
