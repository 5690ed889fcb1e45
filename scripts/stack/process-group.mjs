/** Signals to a child together with everything it started: each child leads a process group of its own. */
import { spawnSync } from "node:child_process";

/**
 * Whether the group still existed. Windows has no groups: there the whole process tree is ended at once.
 * @param {number} leader
 * @param {NodeJS.Signals | 0} signal
 */
export function signalGroup(leader, signal) {
  try {
    if (process.platform !== "win32") return process.kill(-leader, signal);
    if (signal === 0) return process.kill(leader, 0);
    return spawnSync("taskkill", ["/pid", String(leader), "/T", "/F"], { stdio: "ignore" }).status === 0;
  } catch {
    return false;
  }
}
