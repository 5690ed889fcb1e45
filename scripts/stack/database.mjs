/** The dashboard's database: the built-in Postgres or one that the person names, brought up to date. */
import { join } from "node:path";
import { startPostgres } from "../postgres.mjs";
import { root } from "./repository.mjs";

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {{ dataDir: string, throwAway: boolean, databaseUrl: string | undefined }} options
 * @returns {Promise<string>} where it is
 */
export async function openDatabase(crew, { dataDir, throwAway, databaseUrl }) {
  const url = databaseUrl ?? (await startBuiltIn(crew, { dataDir, throwAway }));
  await crew.job({
    name: "database migration",
    command: process.execPath,
    args: ["src/migrate.ts"],
    cwd: join(root, "packages/db"),
    env: { ...process.env, DATABASE_URL: url },
    logFile: join(dataDir, "logs/migrate.log"),
  });
  return url;
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
