/** What the system knows of a process by its number. Numbers are reused, so nobody is ended by number alone. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

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
  const ticks = statFields(pid)?.[19];
  return ticks === undefined
    ? null
    : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${ticks}`;
}

/** @param {number} pid */
export function parentOf(pid) {
  return Number(process.platform === "linux" ? statFields(pid)?.[1] : ps(pid, "ppid="));
}

/**
 * The processes of a group that still run. Linux alone: those that have ended and wait for their parent to notice do not
 * count, because in a container nobody may ever notice.
 * @param {number} group
 */
export function runningInGroup(group) {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid)) return false;
      const [state, , processGroup] = statFields(pid) ?? [];
      return Number(processGroup) === group && state !== "Z" && state !== "X";
    });
}

/** The fields of /proc/<pid>/stat behind the name, which is in parentheses and may hold anything. @param {number} pid */
function statFields(pid) {
  const stat = readProc(pid, "stat");
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
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
