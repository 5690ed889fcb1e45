/**
 * The whole system on this machine: Postgres, relay, dashboard and example, each healthy before anyone is told. Used by
 * `npm start` with kept data and fixed ports, and by every test from outside with throw-away data and free ports.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildJob } from "./stack/build.mjs";
import { removeWhenGone } from "./stack/child.mjs";
import { claim } from "./stack/claim.mjs";
import { newCrew } from "./stack/crew.mjs";
import { dashboardCommand } from "./stack/dashboard.mjs";
import { openDatabase } from "./stack/database.mjs";
import { exampleCommand } from "./stack/example.mjs";
import { Fault } from "./stack/fault.mjs";
import { untilHealthy } from "./stack/health.mjs";
import { freePort, portIsFree } from "./stack/port.mjs";
import { relayCommand } from "./stack/relay.mjs";
import { requireBundledNode } from "./stack/repository.mjs";
import { loadSecrets } from "./stack/secrets.mjs";
import { prepareStorage } from "./stack/storage.mjs";

/**
 * @typedef {"relay" | "dashboard" | "example"} Part The dashboard brings its database.
 *
 * @typedef {object} StackOptions
 * @property {readonly Part[]} [parts] all of them by default
 * @property {string} [dataDir] where data is kept; without it the data is thrown away at the end
 * @property {Partial<Record<Part, number>>} [ports] free ones by default
 * @property {string} [databaseUrl] a Postgres of the caller's, instead of the built-in one
 * @property {Record<string, string>} [relaySettings] further variables of the relay
 * @property {Record<string, string>} [dashboardSettings] further variables of the dashboard
 * @property {boolean} [build] false when the caller has built already
 * @property {AbortSignal} [signal] gives up a start that is under way
 * @property {(text: string) => void} [onProgress]
 *
 * @typedef {object} Stack
 * @property {Record<Part, string>} urls also of parts that were not asked for, where nobody answers
 * @property {string | null} databaseUrl
 * @property {import("./stack/secrets.mjs").Secrets} secrets
 * @property {string} dataDir
 * @property {Promise<Fault>} died resolves when a part ends that nobody stopped
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} killRelay as a crash would: no goodbye to anyone
 * @property {() => Promise<void>} startRelay again, on the same port and the same storage
 */

/** @type {readonly Part[]} */
const ALL_PARTS = ["relay", "dashboard", "example"];
const BUILT_WORKSPACES = { dashboard: "@agent-socket/dashboard", example: "pixel-art-canvas" };

/** @param {StackOptions} [options] @returns {Promise<Stack>} */
export async function startStack(options = {}) {
  requireBundledNode();
  const throwAway = options.dataDir === undefined;
  const dataDir = resolve(options.dataDir ?? newThrowAwayFolder());
  prepareStorage(dataDir);
  const claimed = claim(dataDir);
  const crew = newCrew({ onStart: claimed.add });
  const stop = async () => {
    await crew.stop();
    claimed.release();
    if (throwAway) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  options.signal?.addEventListener("abort", () => void crew.stop());
  try {
    const plan = { ...options, parts: options.parts ?? ALL_PARTS, dataDir, throwAway };
    return { ...(await startParts(crew, plan)), dataDir, died: crew.died, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** @typedef {StackOptions & { parts: readonly Part[], dataDir: string, throwAway: boolean }} Plan */

/**
 * @param {import("./stack/crew.mjs").Crew} crew
 * @param {Plan} plan
 */
async function startParts(crew, plan) {
  const { parts, dataDir, onProgress = () => undefined } = plan;
  const ports = await choosePorts(plan);
  const urls = { relay: urlOf(ports.relay), dashboard: urlOf(ports.dashboard), example: urlOf(ports.example) };
  const secrets = loadSecrets(dataDir);
  const has = /** @param {Part} part */ (part) => parts.includes(part);

  const relayOptions = relayCommand({
    port: ports.relay,
    dataDir,
    secrets,
    dashboardUrl: has("dashboard") ? urls.dashboard : "",
    settings: plan.relaySettings,
  });
  /** @type {import("./stack/child.mjs").Child | undefined} */
  let relay;
  const startRelay = async () => {
    relay = crew.start(relayOptions);
    await untilHealthy(relay, `${urls.relay}/healthz`);
    onProgress(`relay      ${urls.relay}`);
  };
  const killRelay = async () => {
    if (relay) await crew.kill(relay);
  };

  const built = buildParts(crew, plan);
  const startDashboard = async () => {
    const databaseUrl = await openDatabase(crew, { dataDir, throwAway: plan.throwAway, databaseUrl: plan.databaseUrl });
    onProgress("database   ready");
    await built;
    const settings = {
      DATABASE_URL: databaseUrl,
      DASHBOARD_URL: urls.dashboard,
      RELAY_URL: urls.relay,
      CONTROL_SECRETS: secrets.controlSecret,
      EXAMPLE_URL: urls.example,
      ...plan.dashboardSettings,
    };
    const dashboard = crew.start(dashboardCommand({ port: ports.dashboard, dataDir, settings }));
    await untilHealthy(dashboard, `${urls.dashboard}/api/health`);
    onProgress(`dashboard  ${urls.dashboard}`);
    return databaseUrl;
  };
  return { urls, secrets, startRelay, killRelay };
}
