/**
 * A Chromium for the browser tests, on any machine: the one that CHROMIUM_PATH names, Playwright's own, the system's,
 * Debian's package (when root), or else Playwright's download.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { Fault } from "./stack/fault.mjs";
import { root } from "./stack/repository.mjs";

const INSTALL_PATIENCE_MS = 10 * 60_000;
const PROBE_PATIENCE_MS = 20_000;
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const MAC_APPS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const require = createRequire(join(root, "e2e/package.json"));

/** Finds one, installing it where that is possible. @returns {string} the path of the program */
export function findChromium() {
  const named = process.env["CHROMIUM_PATH"];
  if (named) {
    if (runs(named)) return named;
    throw new Fault(
      `CHROMIUM_PATH is ${named}, which does not run: correct it, or unset it to have a browser found.`,
    );
  }
  const found = findInstalled() ?? installDebian() ?? installPlaywright();
  if (found) return found;
  throw new Fault(
    "There is no Chromium for the browser tests: install one (Debian: apt-get install chromium; " +
      "elsewhere: npx playwright install --with-deps chromium), or name one in CHROMIUM_PATH.",
  );
}

function findInstalled() {
  return [playwrightOwn(), ...systemCandidates()].find(runs);
}

/** @returns {string} */
const playwrightOwn = () => require("@playwright/test").chromium.executablePath();

function systemCandidates() {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC_APPS];
}

function installDebian() {
  const isDebian = existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");
  if (!isDebian || process.getuid?.() !== 0) return undefined;
  console.log("Installing Chromium from Debian …");
  install("apt-get", ["update", "-qq"]);
  install("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"]);
  return systemCandidates().find(runs);
}

function installPlaywright() {
  console.log("Installing Chromium through Playwright …");
  install(process.execPath, [require.resolve("@playwright/test/cli"), "install", "chromium"]);
  return [playwrightOwn()].find(runs);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function install(command, args) {
  spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: INSTALL_PATIENCE_MS,
  });
}

/** @param {string} path */
function runs(path) {
  return (
    existsSync(path) &&
    spawnSync(path, ["--version"], { timeout: PROBE_PATIENCE_MS, stdio: "ignore" }).status === 0
  );
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  try {
    console.log(findChromium());
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    process.exitCode = 1;
  }
}
