/** A child process that leads its own group, writes to a log file, and never outlives whoever started it. */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { endGroup } from "./process-group.mjs";

const PATIENCE_MS = 4000;
const TAIL_LINES = 20;

/**
 * @typedef {object} ChildOptions
 * @property {string} name what the person calls it
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} logFile
 * @property {{ uid?: number, gid?: number }} [user]
 * @property {"SIGTERM" | "SIGINT"} [stopSignal]
 *
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {string} logFile
 * @property {"SIGTERM" | "SIGINT"} stopSignal
 * @property {() => boolean} isRunning
 * @property {Promise<string>} exited resolves with the exit code or the signal, as text
 * @property {() => Promise<void>} stop asks, waits, and then insists
 * @property {() => Promise<void>} kill ends it at once, as a crash would
 */

/** @param {ChildOptions} options @returns {Child} */
export function startChild({ name, command, args, cwd, env, logFile, user = {}, stopSignal = "SIGTERM" }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const detached = process.platform !== "win32";
  const stdio = /** @type {const} */ (["ignore", log, log]);
  const child = spawn(command, args, { cwd, env, detached, stdio: [...stdio], windowsHide: true, ...user });
  closeSync(log);
  const pid = child.pid ?? 0;
  if (pid > 0) tellGuard("add", String(pid), stopSignal);
  let running = true;
  /** @type {Promise<string>} */
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(String(code ?? signal)));
  }).then((how) => {
    running = false;
    return String(how);
  });
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    if (pid > 0) await endGroup(pid, signal, PATIENCE_MS);
    await exited;
    if (pid > 0) tellGuard("drop", String(pid));
  };
  return {
    name,
    pid,
    logFile,
    stopSignal,
    exited,
    isRunning: () => running,
    stop: () => end(stopSignal),
    kill: () => end("SIGKILL"),
  };
}

/** The end of a log file, for an error message. @param {string} logFile */
export function lastLines(logFile) {
  // npm wraps every failure in lines that say nothing of it.
  const lines = readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("npm error"));
  return lines.slice(-TAIL_LINES).join("\n");
}

/** Has the folder deleted when this process ends, however it ends. @param {string} folder */
export const removeWhenGone = (folder) => tellGuard("remove", folder);

/** @type {import("node:stream").Writable | undefined} */
let guardInput;

/** @param {string[]} words */
function tellGuard(...words) {
  guardInput ??= startGuard();
  guardInput.write(`${words.join("\t")}\n`);
}

function startGuard() {
  const file = join(import.meta.dirname, "guard.mjs");
  const guard = spawn(process.execPath, [file], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  // Neither the guard nor its pipe keeps this process from ending.
  guard.unref();
  guard.stdin.on("error", () => undefined);
  if ("unref" in guard.stdin && typeof guard.stdin.unref === "function") guard.stdin.unref();
  return guard.stdin;
}
