/**
 * The whole system on this machine: Postgres, relay, dashboard and example, each healthy before anyone is told. Used by
 * `npm start` with kept data and fixed ports, and by every test from outside with throw-away data and free ports.
 */
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { buildJob, withBuildLock } from "./stack/build.mjs";
import { claim } from "./stack/claim.mjs";
import { Crew } from "./stack/crew.mjs";
import { newDashboard } from "./stack/dashboard.mjs";
import { openDatabase } from "./stack/database.mjs";
import { startExample } from "./stack/example.mjs";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { keepAlive, newRelay } from "./stack/relay.mjs";
import { requireBundledNode } from "./stack/repository.mjs";
import { copyWhatIsServed } from "./stack/served-copy.mjs";
import { planSite } from "./stack/site.mjs";
import { prepareStorage } from "./stack/storage.mjs";

/**
 * @typedef {import("./stack/site.mjs").Part} Part
 *
 * @typedef {object} StackOptions
 * @property {readonly Part[]} [parts] all of them by default
 * @property {string} [dataDir] where data is kept; without it the data is thrown away at the end
 * @property {Partial<Record<Part, number>>} [ports] free ones by default
 * @property {string} [databaseUrl] a Postgres of the caller's, instead of the built-in one
 * @property {Record<string, string>} [relaySettings] further variables of the relay, read at each of its starts
 * @property {Record<string, string>} [dashboardSettings] further variables of the dashboard, likewise
 * @property {boolean} [reviveRelay] starts it again by itself when it stops answering
 * @property {AbortSignal} [signal] gives up a start that is under way
 * @property {(text: string) => void} [onProgress]
 *
 * @typedef {object} Stack
 * @property {string} relayUrl where nobody answers if the part was not asked for; so with the next two
 * @property {string} dashboardUrl
 * @property {string} exampleUrl
 * @property {string} databaseUrl empty without a dashboard
 * @property {readonly string[]} controlSecrets
 * @property {string} dataDir its `logs` folder holds what each part printed
 * @property {Promise<Error>} died resolves when a part ends that nobody stopped
 * @property {() => Promise<void>} killRelay as a crash would: no goodbye to anyone
 * @property {() => Promise<void>} startRelay again, on the same port and the same storage
 * @property {() => Promise<void>} killDashboard
 * @property {() => Promise<void>} startDashboard again, on the same port and the same database
 * @property {() => Promise<void>} stopDatabase the built-in one, as an outage would
 * @property {() => Promise<void>} startDatabase again, on the same port and the same data
 * @property {() => Promise<void>} stop
 */

const BUILT_WORKSPACES = { dashboard: "@agent-socket/dashboard", example: "pixel-art-canvas" };

/** @param {StackOptions} [options] @returns {Promise<Stack>} */
export async function startStack(options = {}) {
  requireBundledNode();
  const throwAway = options.dataDir === undefined;
  const dataDir = resolve(options.dataDir ?? newThrowAwayFolder());
  prepareStorage(dataDir);
  const claimed = await claim(dataDir);
  const crew = new Crew(claimed.add);
  const stop = async () => {
    await crew.stop();
    claimed.release();
    if (throwAway) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  options.signal?.addEventListener("abort", () => void crew.stop());
  try {
    const { parts, ports, onProgress } = options;
    const site = await planSite({ dataDir, throwAway, parts, ports, onProgress });
    const started = await startParts(crew, site, options);
    return { ...started, ...addressesOf(site), dataDir, died: crew.died, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/**
 * @param {Crew} crew
 * @param {import("./stack/site.mjs").Site} site
 * @param {StackOptions} options
 */
async function startParts(crew, site, options) {
  const relay = newRelay(crew, site, {
    settings: options.relaySettings,
    isRevived: options.reviveRelay === true,
  });
  const dashboard = newDashboard(crew, site, options.dashboardSettings);
  const built = buildParts(crew, site);
  const [database] = await Promise.all([
    site.has("dashboard") ? openDashboard(crew, site, { built, dashboard, options }) : null,
    site.has("relay") ? relay.start().then(() => site.onProgress("The relay is up.")) : null,
    site.has("example") ? built.then(() => startExample(crew, site)) : null,
    built,
  ]);
  if (options.reviveRelay) void keepAlive(crew, relay);
  const none = async () => undefined;
  return {
    databaseUrl: database?.url ?? "",
    killRelay: relay.kill,
    startRelay: relay.start,
    killDashboard: dashboard.kill,
    startDashboard: () => dashboard.start(),
    stopDatabase: database?.stop ?? none,
    startDatabase: database?.start ?? none,
  };
}

/**
 * @param {Crew} crew
 * @param {import("./stack/site.mjs").Site} site
 * @param {{ built: Promise<void>, dashboard: ReturnType<typeof newDashboard>, options: StackOptions }} needs
 */
async function openDashboard(crew, site, { built, dashboard, options: { databaseUrl } }) {
  const { dataDir, throwAway } = site;
  const database = await openDatabase(crew, { dataDir, throwAway, databaseUrl });
  site.onProgress("The database is up.");
  await built;
  await dashboard.start(database.url);
  site.onProgress("The dashboard is up.");
  return database;
}

/**
 * @param {Crew} crew
 * @param {import("./stack/site.mjs").Site} site
 */
async function buildParts(crew, site) {
  const workspaces = Object.entries(BUILT_WORKSPACES)
    .filter(([part]) => site.has(/** @type {Part} */ (part)))
    .map(([, workspace]) => workspace);
  if (workspaces.length === 0) return;
  site.onProgress("Building (a minute the first time, then only what changed) …");
  await withBuildLock(async () => {
    await crew.job(buildJob({ workspaces, dataDir: site.dataDir }));
    copyWhatIsServed(site);
  });
}

/** @param {import("./stack/site.mjs").Site} site */
const addressesOf = ({ urls, secrets }) => ({
  relayUrl: urls.relay,
  dashboardUrl: urls.dashboard,
  exampleUrl: urls.example,
  controlSecrets: secrets.controlSecrets.map(({ value }) => value),
});
