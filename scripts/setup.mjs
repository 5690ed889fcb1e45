/**
 * Installs the dependencies when they are missing or older than the lock file. Runs before `npm start` and `npm test`
 * on whatever Node started npm, so it uses nothing but Node 20 and no dependency.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const LONGEST_INSTALL_MS = 10 * 60_000;

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
  takeLock();
  try {
    if (!isInstalled()) install();
  } finally {
    rmSync(lockFile, { force: true });
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
function takeLock() {
  const giveUpAt = Date.now() + LONGEST_INSTALL_MS;
  for (;;) {
    try {
      const lock = openSync(lockFile, "wx");
      writeSync(lock, String(process.pid));
      closeSync(lock);
      return;
    } catch (cause) {
      if (codeOf(cause) !== "EEXIST")
        fail(`Cannot write in ${root} (${messageOf(cause)}): free some space or make the folder writable.`);
    }
    if (!holderIsAlive() || Date.now() > giveUpAt) rmSync(lockFile, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
}

function holderIsAlive() {
  try {
    const holder = Number(readFileSync(lockFile, "utf8"));
    return holder === 0 || process.kill(holder, 0);
  } catch (cause) {
    return codeOf(cause) === "EPERM";
  }
}

/** @param {unknown} cause */
function codeOf(cause) {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

/** @param {unknown} cause */
function messageOf(cause) {
  return cause instanceof Error ? cause.message : String(cause);
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence);
  rmSync(lockFile, { force: true });
  process.exit(1);
}
