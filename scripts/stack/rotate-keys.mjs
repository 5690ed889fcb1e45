/** Changing a secret that two sides share, in three steps with a restart after each, so that no call fails in between. */
import { Fault } from "./fault.mjs";
import { loadSecrets, newControlSecret, newTokenKey, saveSecrets } from "./secrets.mjs";

/** @typedef {"add" | "use" | "drop"} Step */

/**
 * Each step can be repeated: the second time it changes nothing.
 * @param {string} dataDir
 * @param {"controlSecrets" | "tokenKeys"} which
 * @param {Step} step
 * @returns {string} what is so now, and what to do next
 */
export function rotateKeys(dataDir, which, step) {
  const secrets = loadSecrets(dataDir);
  const before = secrets[which];
  const after = steps[step](before, which === "tokenKeys" ? newTokenKey : newControlSecret);
  if (after !== before) saveSecrets(dataDir, { ...secrets, [which]: after });
  const name = which === "tokenKeys" ? "TOKEN_KEYS" : "CONTROL_SECRETS";
  const done = after === before ? "Nothing to do" : "Done";
  return `${done}: ${name} has ${after.length === 1 ? "one key" : `${after.length} keys`}. ${next[step](which)}`;
}

/** @typedef {import("./secrets.mjs").Secret} Secret */

/** @type {Record<Step, (secrets: readonly Secret[], make: () => Secret) => readonly Secret[]>} */
const steps = {
  add: (secrets, make) => {
    if (secrets.length > 1) return secrets;
    // Newer than the others, whatever the clock says.
    const madeAtMs = Math.max(Date.now(), ...secrets.map((secret) => secret.madeAtMs + 1));
    return [...secrets, { ...make(), madeAtMs }];
  },
  use: (secrets) => (isInUse(secrets) ? secrets : newestFirst(secrets)),
  drop: (secrets) => {
    if (!isInUse(secrets))
      throw new Fault("The newest key is not in use yet: run --use, restart both sides, then --drop.");
    return secrets.length === 1 ? secrets : secrets.slice(0, 1);
  },
};

/** @param {readonly Secret[]} secrets */
const newestFirst = (secrets) => secrets.toSorted((a, b) => b.madeAtMs - a.madeAtMs);

/** @param {readonly Secret[]} secrets */
const isInUse = (secrets) => newestFirst(secrets)[0] === secrets[0];

const restart = "Restart the relay and the dashboard, one after the other";

/** @type {Record<Step, (which: "controlSecrets" | "tokenKeys") => string>} */
const next = {
  add: () => `The new key is accepted, the old one is used. ${restart}, then run --use.`,
  use: (which) =>
    which === "tokenKeys"
      ? `New links are made with the new key, old ones still work. ${restart}; run --drop when the old links may end.`
      : `The new key is used, the old one is still accepted. ${restart}, then run --drop.`,
  drop: () => `Only the newest key is good. ${restart}.`,
};
