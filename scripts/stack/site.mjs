/** Where one stack lives: its folder, ports, addresses and secrets. Every part is started from it. */
import { Fault } from "./fault.mjs";
import { freePort, portIsFree } from "./port.mjs";
import { loadSecrets } from "./secrets.mjs";

/**
 * @typedef {"relay" | "dashboard" | "example"} Part The dashboard brings its database.
 *
 * @typedef {object} Site
 * @property {string} dataDir
 * @property {boolean} throwAway whether the data goes when the stack stops
 * @property {(part: Part) => boolean} has
 * @property {Record<Part, number>} ports
 * @property {Record<Part, string>} urls also of parts that the stack does not have, where nobody answers
 * @property {import("./secrets.mjs").Secrets} secrets
 * @property {(text: string) => void} onProgress
 */

/** @type {readonly Part[]} */
const ALL_PARTS = ["relay", "dashboard", "example"];

/**
 * @param {object} options
 * @param {string} options.dataDir
 * @param {boolean} options.throwAway
 * @param {readonly Part[] | undefined} options.parts
 * @param {Partial<Record<Part, number>> | undefined} options.ports
 * @param {((text: string) => void) | undefined} options.onProgress
 * @returns {Promise<Site>}
 */
export async function planSite({
  dataDir,
  throwAway,
  parts = ALL_PARTS,
  ports = {},
  onProgress = () => undefined,
}) {
  /** @param {Part} part */
  const choose = async (part) => {
    const wanted = ports[part];
    if (wanted === undefined) return freePort();
    if (parts.includes(part) && !(await portIsFree(wanted))) throw portFault(part, wanted);
    return wanted;
  };
  const chosen = {
    relay: await choose("relay"),
    dashboard: await choose("dashboard"),
    example: await choose("example"),
  };
  return {
    dataDir,
    throwAway,
    has: (part) => parts.includes(part),
    ports: chosen,
    urls: { relay: urlOf(chosen.relay), dashboard: urlOf(chosen.dashboard), example: urlOf(chosen.example) },
    secrets: loadSecrets(dataDir),
    onProgress,
  };
}

/** @param {number} port */
const urlOf = (port) => `http://localhost:${port}`;

/**
 * @param {Part} part
 * @param {number} port
 */
function portFault(part, port) {
  const other = `${part.toUpperCase()}_PORT=${port + 1} npm start`;
  return new Fault(
    `Port ${port}, for the ${part}, is in use: stop what uses it, or choose another one with ${other}.`,
  );
}
