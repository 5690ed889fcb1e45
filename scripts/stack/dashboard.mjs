/** The dashboard: the built Next.js app. */
import { join } from "node:path";
import { packageFile, quietEnv, root } from "./repository.mjs";

/**
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.dataDir
 * @param {Record<string, string>} options.settings
 * @returns {import("./child.mjs").ChildOptions}
 */
export function dashboardCommand({ port, dataDir, settings }) {
  const next = packageFile("apps/dashboard", "next", "dist/bin/next");
  return {
    name: "dashboard",
    command: process.execPath,
    args: [next, "start", "-H", "127.0.0.1", "-p", String(port)],
    cwd: join(root, "apps/dashboard"),
    env: { ...process.env, ...quietEnv, NODE_ENV: "production", ...settings },
    logFile: join(dataDir, "logs/dashboard.log"),
  };
}
