/** The secrets of a stack: generated once, kept in the data folder, readable by their owner alone, rotated in steps. */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";

const KEY_BYTES = 32;

/**
 * @typedef {{ value: string, madeAtMs: number }} Secret
 *
 * @typedef {object} Secrets The first of each list is used, all of it is accepted.
 * @property {readonly Secret[]} tokenKeys sign the tokens in links
 * @property {readonly Secret[]} controlSecrets sign what dashboard and relay tell each other
 */

/** @param {string} dataDir @returns {Secrets} */
export function loadSecrets(dataDir) {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) saveSecrets(dataDir, newSecrets());
  const secrets = read(file);
  if (secrets === null)
    throw new Fault(
      `${file} does not hold the stack's secrets: delete it to have new ones made (links made before then stop working).`,
    );
  return secrets;
}

/**
 * @param {string} dataDir
 * @param {Secrets} secrets
 */
export function saveSecrets(dataDir, secrets) {
  writePrivate(join(dataDir, "secrets.json"), `${JSON.stringify(secrets, null, 2)}\n`);
}

/** As an environment variable holds them. @param {readonly Secret[]} secrets */
export const listOf = (secrets) => secrets.map(({ value }) => value).join(",");

/**
 * Writes a file that only its owner may read, also where it existed with other rights.
 * @param {string} file
 * @param {string} text
 */
export function writePrivate(file, text) {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}

export const newTokenKey = () => secret(randomBytes(KEY_BYTES).toString("base64url"));
export const newControlSecret = () => secret(`whsec_${randomBytes(KEY_BYTES).toString("base64")}`);

/** @param {string} value @returns {Secret} */
const secret = (value) => ({ value, madeAtMs: Date.now() });

/** @returns {Secrets} */
const newSecrets = () => ({ tokenKeys: [newTokenKey()], controlSecrets: [newControlSecret()] });

/** @param {string} file @returns {Secrets | null} */
function read(file) {
  const { tokenKeys, controlSecrets, tokenKey, controlSecret } = parse(file);
  if (areSecrets(tokenKeys) && areSecrets(controlSecrets)) return { tokenKeys, controlSecrets };
  // As older versions wrote it.
  if (typeof tokenKey !== "string" || typeof controlSecret !== "string") return null;
  return {
    tokenKeys: [{ value: tokenKey, madeAtMs: 0 }],
    controlSecrets: [{ value: controlSecret, madeAtMs: 0 }],
  };
}

/** @param {unknown} value @returns {value is readonly Secret[]} */
const areSecrets = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one?.value === "string" && typeof one?.madeAtMs === "number");

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
