/** `DATABASE_URL=postgres://… node packages/db/src/migrate.ts` */
import { migrateDatabase } from "./migrate-database.ts";

const url = process.env["DATABASE_URL"];
try {
  if (url === undefined || url === "")
    throw new Error("DATABASE_URL is not set: give the database to migrate.");
  await migrateDatabase(url);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
