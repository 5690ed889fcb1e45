/** The relay: `wrangler dev` on real workerd, its state kept under the data folder. */
import { join } from "node:path";
import { Fault, messageOf } from "./fault.mjs";
import { answers, untilHealthy } from "./health.mjs";
import { packageFile, quietEnv, root } from "./repository.mjs";
import { listOf, writePrivate } from "./secrets.mjs";

const CHECK_MS = 2000;
/** workerd may crash under wrangler, which then goes on without answering. */
const MOST_SILENCES = 3;
const MOST_REVIVALS = 5;

/**
 * Not started yet. After `kill` it can be started again, on the same port and the same storage.
 * @param {import("./crew.mjs").Crew} crew
 * @param {import("./site.mjs").Site} site
 * @param {{ settings: Record<string, string> | undefined, isRevived: boolean }} options
 */
export function newRelay(crew, site, { settings = {}, isRevived }) {
  const health = `${site.urls.relay}/healthz`;
  /** @type {import("./child.mjs").Child | undefined} */
  let child;
  const start = async () => {
    // The settings as they are now: they may change from one start to the next, as when a secret is rotated.
    child = crew.start(relayCommand(site, settings), isRevived ? () => undefined : undefined);
    await untilHealthy(child, health);
  };
  const kill = async () => {
    if (child) await crew.kill(child);
  };
  const revive = async () => {
    await untilSilent(() => child?.isRunning() ?? false, health);
    site.onProgress("The relay stopped answering, and is started again.");
    await kill();
    await start();
    site.onProgress("The relay is up.");
  };
  return { start, kill, revive };
}

/**
 * Starts the relay again when it stops, so that people find it where their links lead.
 * @param {import("./crew.mjs").Crew} crew
 * @param {{ revive: () => Promise<void> }} relay
 */
export async function keepAlive(crew, relay) {
  try {
    for (let revivals = 0; revivals < MOST_REVIVALS; revivals++) await relay.revive();
    crew.fail(new Fault(`The relay stopped ${MOST_REVIVALS} times: its log says why.`));
  } catch (cause) {
    crew.fail(cause instanceof Fault ? cause : new Fault(messageOf(cause)));
  }
}

/**
 * @param {() => boolean} isRunning
 * @param {string} url
 */
async function untilSilent(isRunning, url) {
  for (let silences = 0; silences < MOST_SILENCES && isRunning();) {
    await new Promise((wake) => setTimeout(wake, CHECK_MS).unref());
    silences = (await answers(url)) ? 0 : silences + 1;
  }
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
    TOKEN_KEYS: listOf(site.secrets.tokenKeys),
    CONTROL_SECRETS: listOf(site.secrets.controlSecrets),
    DASHBOARD_URL: site.has("dashboard") ? site.urls.dashboard : "",
    PUBLIC_URL: site.urls.relay,
    ...settings,
  };
  const lines = Object.entries(values).map(([name, value]) => `${name}="${value}"\n`);
  writePrivate(file, lines.join(""));
  return file;
}
