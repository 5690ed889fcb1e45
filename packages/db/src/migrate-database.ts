/** Brings a database to the newest migration. Several may try at once: one works, the others wait and find it done. */
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { fileURLToPath } from "node:url";
import pg from "pg";

// Any fixed number that no other program locks in this database.
const MIGRATION_LOCK = 7_226_951_043;
const CONNECT_TIMEOUT_MS = 10_000;

/** Throws an `Error` whose message is one sentence, without the password. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = newClient(url);
  try {
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL("../migrations", import.meta.url)),
    });
  } catch (cause) {
    throw new Error(`The database at ${placeOf(url)} could not be migrated: ${reasonOf(cause)}`, { cause });
  } finally {
    // Ends the lock as well.
    await client.end().catch(() => undefined);
  }
}

function newClient(url: string): pg.Client {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new Error(
      "DATABASE_URL is not a Postgres address such as postgres://user:password@host:5432/name.",
    );
  return new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(cause: unknown): string {
  // A refused connection to a name with several addresses has its reasons in a list and no message of its own.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const error = first instanceof Error && first.cause instanceof Error ? first.cause : first;
  return error instanceof Error ? error.message : String(error);
}
