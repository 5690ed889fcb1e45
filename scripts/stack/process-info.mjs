/** What the system knows of a process by its number. Numbers are reused, so nobody is ended by number alone. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** @param {number} pid */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/**
 * The command line, or `null` when there is no such process.
 * @param {number} pid
 */
export function commandOf(pid) {
  if (process.platform !== "linux") return ps(pid, "command=");
  const command = readProc(pid, "cmdline");
  return command === null ? null : command.replaceAll("\0", " ").trim();
}

/**
 * When the process was started, in the system's own words: with the number it names one process and no other.
 * @param {number} pid
 */
export function startTimeOf(pid) {
  if (process.platform !== "linux") return ps(pid, "lstart=");
  // Field 22 of /proc/<pid>/stat; the second field is a name in parentheses that may hold spaces.
  const stat = readProc(pid, "stat");
  const ticks = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return ticks === undefined
    ? null
    : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${ticks}`;
}

/**
 * @param {number} pid
 * @param {string} file
 */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @param {string} column
 */
function ps(pid, column) {
  const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", column], { encoding: "utf8" });
  return stdout?.trim() || null;
}
