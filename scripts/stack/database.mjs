/** The dashboard's database: the built-in Postgres or one that the person names, brought up to date. */
import { join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { lastLines } from "./child.mjs";
import { Fault } from "./fault.mjs";
import { root } from "./repository.mjs";

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {{ dataDir: string, throwAway: boolean, databaseUrl: string | undefined }} options
 * @returns {Promise<string>} where it is
 */
export async function openDatabase(crew, { dataDir, throwAway, databaseUrl }) {
  const url = databaseUrl ?? (await startBuiltIn(crew, { dataDir, throwAway }));
  const logFile = join(dataDir, "logs/migrate.log");
  const how = await crew.tryJob({
    name: "database migration",
    command: process.execPath,
    args: ["src/migrate.ts"],
    cwd: join(root, "packages/db"),
    env: { ...process.env, DATABASE_URL: url },
    logFile,
  });
  if (how === "0") return url;
  // The migration says in its last line what was wrong.
  const reason = lastLines(logFile).split("\n").at(-1) || `The database migration failed: see ${logFile}.`;
  const folder = join(dataDir, "postgres");
  throw new Fault(databaseUrl ? reason : `${reason} To start with an empty database, move ${folder} away.`);
}

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {{ dataDir: string, throwAway: boolean }} options
 */
async function startBuiltIn(crew, { dataDir, throwAway }) {
  const logFile = join(dataDir, "logs/postgres.log");
  const postgres = await startPostgres({ dataDir: join(dataDir, "postgres"), logFile, throwAway });
  crew.adopt(postgres.child);
  return postgres.url();
}
