/** Where things are in this repository, and the environment that every tool is run with. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";

const OLDEST_NODE = 22;

export const root = join(import.meta.dirname, "../..");

/** The tools' own telemetry and look-ups are off: nothing here needs the network. */
export const quietEnv = {
  NEXT_TELEMETRY_DISABLED: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  // Wrangler's own recorder and explorer make local calls twice as slow.
  X_LOCAL_OBSERVABILITY: "false",
  X_LOCAL_EXPLORER: "false",
};

/**
 * A file of an installed package, as a workspace would find it.
 * @param {string} workspace
 * @param {string} packageName
 * @param {string} file
 */
export function packageFile(workspace, packageName, file) {
  const places = [join(root, workspace), root].map((folder) => join(folder, "node_modules", packageName));
  const place = places.find((folder) => existsSync(folder));
  if (place === undefined) throw new Fault(`${packageName} is not installed: run npm ci.`);
  return join(place, file);
}

/** The scripts and the workspaces' TypeScript run on the Node that npm installs with the project. */
export function requireBundledNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE)
    throw new Fault(
      `This is Node ${process.versions.node}, which is too old: run this through npm (npm start, npm test), which brings the right one.`,
    );
}
