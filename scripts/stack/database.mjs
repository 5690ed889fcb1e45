/** The dashboard's database: the built-in Postgres or one that the person names, brought up to date. */
import { join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { lastLines } from "./child.mjs";
import { Fault } from "./fault.mjs";
import { root } from "./repository.mjs";

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {() => Promise<void>} stop of the built-in one, as an outage would
 * @property {() => Promise<void>} start again, on the same port and the same data
 */

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {{ dataDir: string, throwAway: boolean, databaseUrl: string | undefined }} options
 * @returns {Promise<Database>}
 */
export async function openDatabase(crew, { dataDir, throwAway, databaseUrl }) {
  const database =
    databaseUrl === undefined
      ? await startBuiltIn(crew, { dataDir, throwAway })
      : { url: databaseUrl, stop: notOurs, start: notOurs };
  const { url } = database;
  const logFile = join(dataDir, "logs/migrate.log");
  const how = await crew.tryJob({
    name: "database migration",
    command: process.execPath,
    args: ["src/migrate.ts"],
    cwd: join(root, "packages/db"),
    env: { ...process.env, DATABASE_URL: url },
    logFile,
  });
  if (how === "0") return database;
  // The migration says in its last line what was wrong.
  const reason = lastLines(logFile).split("\n").at(-1) || `The database migration failed: see ${logFile}.`;
  const folder = join(dataDir, "postgres");
  throw new Fault(databaseUrl ? reason : `${reason} To start with an empty database, move ${folder} away.`);
}

async function notOurs() {
  throw new Fault("This database was started by somebody else, who alone may stop it.");
}

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {{ dataDir: string, throwAway: boolean }} options
 * @returns {Promise<Database>}
 */
async function startBuiltIn(crew, { dataDir, throwAway }) {
  const options = {
    dataDir: join(dataDir, "postgres"),
    logFile: join(dataDir, "logs/postgres.log"),
    throwAway,
  };
  let postgres = await startPostgres(options);
  crew.adopt(postgres.child);
  return {
    url: postgres.url(),
    stop: () => crew.leave(postgres.child),
    async start() {
      postgres = await startPostgres({ ...options, port: postgres.port });
      crew.adopt(postgres.child);
    },
  };
}
