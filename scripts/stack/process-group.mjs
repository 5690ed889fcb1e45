/** Signals to a child together with everything it started: each child leads a process group of its own. */
import { spawnSync } from "node:child_process";
import { runningInGroup } from "./process-info.mjs";

const CHECK_MS = 40;

/**
 * Windows has no groups: there the whole process tree is ended at once.
 * @param {number} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(leader), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  send(-leader, signal);
}

/**
 * Signals, waits for all of the group to end, and after a while insists.
 * @param {number} leader
 * @param {NodeJS.Signals} signal
 * @param {number} patienceMs
 */
export async function endGroup(leader, signal, patienceMs) {
  const giveUpAt = Date.now() + patienceMs;
  signalGroup(leader, signal);
  while (groupRuns(leader)) {
    if (Date.now() > giveUpAt) return signalGroup(leader, "SIGKILL");
    await new Promise((wake) => setTimeout(wake, CHECK_MS));
  }
}

/** @param {number} leader */
function groupRuns(leader) {
  if (process.platform === "win32") return send(leader, 0);
  if (!send(-leader, 0)) return false;
  return process.platform !== "linux" || runningInGroup(leader).length > 0;
}

/**
 * Whether there was anyone to receive it.
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
