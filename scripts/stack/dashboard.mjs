/** The dashboard: the built Next.js app on its database. */
import { basename, join } from "node:path";
import { untilHealthy } from "./health.mjs";
import { packageFile, quietEnv, root } from "./repository.mjs";
import { listOf, writePrivate } from "./secrets.mjs";
import { dashboardCopy } from "./served-copy.mjs";

/** What `npm run admin` works with. @param {string} dataDir */
export const dashboardEnvFile = (dataDir) => join(dataDir, "dashboard.env");

/**
 * Not started yet. After `kill` it can be started again, on the same port and the same database.
 * @param {import("./crew.mjs").Crew} crew
 * @param {import("./site.mjs").Site} site
 * @param {Record<string, string>} [settings]
 */
export function newDashboard(crew, site, settings = {}) {
  /** @type {import("./child.mjs").Child | undefined} */
  let child;
  let databaseUrl = "";
  /** @param {string} [url] of its database, the first time */
  const start = async (url = databaseUrl) => {
    databaseUrl = url;
    child = crew.start(dashboardCommand(site, { ...settingsOf(site, url), ...settings }));
    await untilHealthy(child, `${site.urls.dashboard}/api/health`);
  };
  const kill = async () => {
    if (child) await crew.kill(child);
  };
  return { start, kill };
}

/**
 * @param {import("./site.mjs").Site} site
 * @param {string} databaseUrl
 */
const settingsOf = (site, databaseUrl) => ({
  DATABASE_URL: databaseUrl,
  DASHBOARD_URL: site.urls.dashboard,
  RELAY_URL: site.urls.relay,
  EXAMPLE_URL: site.has("example") ? site.urls.example : "",
  CONTROL_SECRETS: listOf(site.secrets.controlSecrets),
});

/**
 * @param {import("./site.mjs").Site} site
 * @param {Record<string, string>} settings
 * @returns {import("./child.mjs").ChildOptions}
 */
function dashboardCommand(site, settings) {
  const lines = Object.entries(settings).map(([name, value]) => `${name}="${value}"\n`);
  writePrivate(dashboardEnvFile(site.dataDir), lines.join(""));
  const next = packageFile("apps/dashboard", "next", "dist/bin/next");
  return {
    name: "dashboard",
    command: process.execPath,
    args: [next, "start", "-H", "127.0.0.1", "-p", String(site.ports.dashboard)],
    cwd: join(root, "apps/dashboard"),
    env: {
      ...process.env,
      ...quietEnv,
      NODE_ENV: "production",
      NEXT_DIST_DIR: basename(dashboardCopy(site)),
      ...settings,
    },
    logFile: join(site.dataDir, "logs/dashboard.log"),
  };
}
