/** The secrets of a development stack: generated once, kept in the data folder, readable by their owner alone. */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";

const KEY_BYTES = 32;

/**
 * @typedef {object} Secrets
 * @property {string} tokenKey signs the tokens in links
 * @property {string} controlSecret signs what dashboard and relay tell each other
 */

/** @param {string} dataDir @returns {Secrets} */
export function loadSecrets(dataDir) {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) writePrivate(file, `${JSON.stringify(newSecrets(), null, 2)}\n`);
  const { tokenKey, controlSecret } = parse(file);
  if (typeof tokenKey !== "string" || typeof controlSecret !== "string")
    throw new Fault(
      `${file} does not hold the stack's secrets: delete it to have new ones made (links made before then stop working).`,
    );
  return { tokenKey, controlSecret };
}

/**
 * Writes a file that only its owner may read, also where it existed with other rights.
 * @param {string} file
 * @param {string} text
 */
export function writePrivate(file, text) {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** @returns {Secrets} */
function newSecrets() {
  return {
    tokenKey: randomBytes(KEY_BYTES).toString("base64url"),
    controlSecret: `whsec_${randomBytes(KEY_BYTES).toString("base64")}`,
  };
}

/** @param {string} file @returns {Record<string, unknown>} */
function parse(file) {
  try {
    const value = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return {};
    throw cause;
  }
}
