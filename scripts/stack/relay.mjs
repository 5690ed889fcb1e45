/** The relay: `wrangler dev` on real workerd, its state kept under the data folder. */
import { join } from "node:path";
import { packageFile, quietEnv, root } from "./repository.mjs";
import { writePrivate } from "./secrets.mjs";

/**
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.dataDir
 * @param {string} options.dashboardUrl empty for a relay without a dashboard
 * @param {import("./secrets.mjs").Secrets} options.secrets
 * @param {Record<string, string>} [options.settings] further variables of the Worker
 * @returns {import("./child.mjs").ChildOptions}
 */
export function relayCommand({ port, dataDir, dashboardUrl, secrets, settings = {} }) {
  const envFile = join(dataDir, "relay.env");
  writePrivate(
    envFile,
    envText({
      TOKEN_KEYS: secrets.tokenKey,
      CONTROL_SECRETS: secrets.controlSecret,
      DASHBOARD_URL: dashboardUrl,
      PUBLIC_URL: `http://localhost:${port}`,
      ...settings,
    }),
  );
  const address = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const state = ["--persist-to", join(dataDir, "relay"), "--env-file", envFile];
  // Anything chattier than warnings would print each address that was asked for, and those hold tokens.
  const quiet = ["--log-level", "warn", "--show-interactive-dev-session=false"];
  return {
    name: "relay",
    command: process.execPath,
    args: [packageFile("apps/relay", "wrangler", "bin/wrangler.js"), "dev", ...address, ...state, ...quiet],
    cwd: join(root, "apps/relay"),
    env: { ...process.env, ...quietEnv },
    logFile: join(dataDir, "logs/relay.log"),
  };
}

/** @param {Record<string, string>} values */
const envText = (values) =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join("");
