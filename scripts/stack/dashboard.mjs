/** The dashboard: the built Next.js app on its database. */
import { basename, join } from "node:path";
import { untilHealthy } from "./health.mjs";
import { packageFile, quietEnv, root } from "./repository.mjs";
import { dashboardCopy } from "./served-copy.mjs";

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {import("./site.mjs").Site} site
 * @param {{ databaseUrl: string, settings: Record<string, string> | undefined }} options
 */
export async function startDashboard(crew, site, { databaseUrl, settings }) {
  const next = packageFile("apps/dashboard", "next", "dist/bin/next");
  const child = crew.start({
    name: "dashboard",
    command: process.execPath,
    args: [next, "start", "-H", "127.0.0.1", "-p", String(site.ports.dashboard)],
    cwd: join(root, "apps/dashboard"),
    env: {
      ...process.env,
      ...quietEnv,
      NODE_ENV: "production",
      NEXT_DIST_DIR: basename(dashboardCopy(site)),
      DATABASE_URL: databaseUrl,
      DASHBOARD_URL: site.urls.dashboard,
      RELAY_URL: site.urls.relay,
      EXAMPLE_URL: site.has("example") ? site.urls.example : "",
      CONTROL_SECRETS: site.secrets.controlSecret,
      ...settings,
    },
    logFile: join(site.dataDir, "logs/dashboard.log"),
  });
  await untilHealthy(child, `${site.urls.dashboard}/api/health`);
}
