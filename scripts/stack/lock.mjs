/** A lock between processes: a file that names its holder. A holder that is gone holds nothing. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { codeOf } from "./fault.mjs";
import { startTimeOf } from "./process-info.mjs";

/** Whether the lock is now ours. @param {string} file */
export function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, `${process.pid}\n${startTimeOf(process.pid)}`);
    closeSync(handle);
    return true;
  } catch (cause) {
    if (codeOf(cause) !== "EEXIST") throw cause;
  }
  if (!isHeld(file)) unlock(file);
  return false;
}

/** @param {string} file */
export const unlock = (file) => rmSync(file, { force: true });

/** @param {string} file */
function isHeld(file) {
  try {
    const [pid, startTime] = readFileSync(file, "utf8").split("\n");
    // Empty: it was made this instant.
    return startTime === undefined || startTimeOf(Number(pid)) === startTime;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return false;
    throw cause;
  }
}
