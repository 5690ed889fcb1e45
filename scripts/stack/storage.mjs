/** The data folder: there, writable, and with room on its disk. */
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, Fault, messageOf } from "./fault.mjs";

const NEEDED_MB = 300;

/** @param {string} folder */
export function prepareStorage(folder) {
  const probe = join(folder, ".write-probe");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, "x");
    rmSync(probe);
  } catch (cause) {
    throw storageFault(folder, cause);
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 2 ** 20);
  if (freeMb < NEEDED_MB)
    throw new Fault(
      `Only ${freeMb} MB are free on the disk of ${folder}: agent-socket needs ${NEEDED_MB} MB, so free some space.`,
    );
}

/**
 * @param {string} path
 * @param {unknown} cause
 */
function storageFault(path, cause) {
  const code = codeOf(cause) ?? "";
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Fault(`The disk of ${path} is full: free some space and start again.`);
  if (code === "ENOTDIR" || code === "EEXIST")
    return new Fault(`${path} should be a folder and is not: move it away and start again.`);
  return new Fault(
    `Cannot write to ${path} (${code || messageOf(cause)}): make it writable for this user and start again.`,
  );
}
