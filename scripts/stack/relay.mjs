/** The relay: `wrangler dev` on real workerd, its state kept under the data folder. */
import { join } from "node:path";
import { untilHealthy } from "./health.mjs";
import { packageFile, quietEnv, root } from "./repository.mjs";
import { writePrivate } from "./secrets.mjs";

/**
 * Not started yet. After `kill` it can be started again, on the same port and the same storage.
 * @param {import("./crew.mjs").Crew} crew
 * @param {import("./site.mjs").Site} site
 * @param {Record<string, string>} [settings] further variables of the Worker
 */
export function newRelay(crew, site, settings = {}) {
  const command = relayCommand(site, settings);
  /** @type {import("./child.mjs").Child | undefined} */
  let child;
  return {
    async start() {
      child = crew.start(command);
      await untilHealthy(child, `${site.urls.relay}/healthz`);
    },
    async kill() {
      if (child) await crew.kill(child);
    },
  };
}

/**
 * @param {import("./site.mjs").Site} site
 * @param {Record<string, string>} settings
 * @returns {import("./child.mjs").ChildOptions}
 */
function relayCommand(site, settings) {
  const wrangler = packageFile("apps/relay", "wrangler", "bin/wrangler.js");
  const address = ["--ip", "127.0.0.1", "--port", String(site.ports.relay), "--inspector-port", "0"];
  const state = ["--persist-to", join(site.dataDir, "relay"), "--env-file", writeEnvFile(site, settings)];
  // Anything chattier than warnings would print each address that was asked for, and those hold tokens.
  const quiet = ["--log-level", "warn", "--show-interactive-dev-session=false"];
  return {
    name: "relay",
    command: process.execPath,
    args: [wrangler, "dev", ...address, ...state, ...quiet],
    cwd: join(root, "apps/relay"),
    env: { ...process.env, ...quietEnv },
    logFile: join(site.dataDir, "logs/relay.log"),
  };
}

/**
 * Secrets go in a private file: a command line can be read by everybody on the machine.
 * @param {import("./site.mjs").Site} site
 * @param {Record<string, string>} settings
 */
function writeEnvFile(site, settings) {
  const file = join(site.dataDir, "relay.env");
  const values = {
    TOKEN_KEYS: site.secrets.tokenKey,
    CONTROL_SECRETS: site.secrets.controlSecret,
    DASHBOARD_URL: site.has("dashboard") ? site.urls.dashboard : "",
    PUBLIC_URL: site.urls.relay,
    ...settings,
  };
  const lines = Object.entries(values).map(([name, value]) => `${name}="${value}"\n`);
  writePrivate(file, lines.join(""));
  return file;
}
