/**
 * Installs the dependencies when they are missing or older than the lock file. Runs before `npm start` and `npm test`
 * on whatever Node started npm, so it uses nothing but Node 20 and no dependency.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf } from "./stack/fault.mjs";
import { tryLock, unlock } from "./stack/lock.mjs";

const OLDEST_NODE = 20;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = join(root, "node_modules", ".setup-stamp");
const lockFile = join(root, ".setup.lock");

main();

function main() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE)
    fail(
      `Node ${process.versions.node} is too old to install agent-socket: install Node ${OLDEST_NODE} or newer.`,
    );
  if (isInstalled()) return;
  waitForLock();
  try {
    if (!isInstalled()) install();
  } finally {
    unlock(lockFile);
  }
}

/** What the installed tree must have been made from: the lock file, on this kind of machine. */
function wantedStamp() {
  const lock = readFileSync(join(root, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === wantedStamp();
}

function install() {
  console.log("Installing the dependencies (about a minute the first time) …");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--engine-strict=false"];
  const result = runNpm(args);
  if (result.status !== 0) {
    const how = result.error ? result.error.message : `npm ci ended with ${result.status ?? result.signal}`;
    fail(`Installing the dependencies failed (${how}): see the lines above, then run the command again.`);
  }
  try {
    writeFileSync(stampFile, wantedStamp());
  } catch (cause) {
    fail(
      `Cannot write ${stampFile} (${messageOf(cause)}): make the folder writable and run the command again.`,
    );
  }
}

/** @param {string[]} args */
function runNpm(args) {
  // Not process.execPath: after the first install that is the Node inside node_modules, which `npm ci` deletes.
  const { npm_node_execpath: node, npm_execpath: npm } = process.env;
  if (node && npm) return spawnSync(node, [npm, ...args], { cwd: root, stdio: "inherit" });
  return spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}

/** Two commands started at once on a fresh clone must not both install: the second waits for the first. */
function waitForLock() {
  try {
    while (!tryLock(lockFile)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  } catch (cause) {
    fail(`Cannot write in ${root} (${messageOf(cause)}): free some space or make the folder writable.`);
  }
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence);
  unlock(lockFile);
  process.exit(1);
}
