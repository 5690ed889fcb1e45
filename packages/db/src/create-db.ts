/** The one way to open the database: plain Postgres over TCP, or Neon over WebSocket, behind the same type. */
import { Pool as NeonPool } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzleNodePostgres } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import * as schema from "./schema.ts";

/** A database or a transaction on it. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type OpenDb = {
  readonly db: Db;
  readonly driver: "neon" | "node-postgres";
  readonly connections: () => Connections;
  readonly close: () => Promise<void>;
};

/** Of one process's pool; `waiting`: requests for which no connection is free. */
export type Connections = { readonly active: number; readonly idle: number; readonly waiting: number };

export type DbOptions = {
  /** Told when an idle connection is lost; the next query opens a new one. */
  readonly onConnectionLost: (cause: Error) => void;
};

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const config = { schema, casing: "snake_case" } as const;

/** `url`: `postgres://…`. Opens no connection before the first query. */
export function createDb(url: string, { onConnectionLost }: DbOptions): OpenDb {
  const options = {
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
  // An `error` event that nobody listens to would end the process.
  if (isNeon(url)) {
    const pool = new NeonPool(options).on("error", onConnectionLost);
    return { db: drizzleNeon(pool, config), driver: "neon", ...pooled(pool) };
  }
  const pool = new pg.Pool(options).on("error", onConnectionLost);
  return { db: drizzleNodePostgres(pool, config), driver: "node-postgres", ...pooled(pool) };
}

const pooled = (pool: NeonPool | pg.Pool): Pick<OpenDb, "connections" | "close"> => ({
  connections: () => ({
    active: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }),
  close: () => pool.end(),
});

/** Neon's hosts also speak Postgres over WebSocket, which passes where TCP does not and connects faster. */
const isNeon = (url: string): boolean => /\.neon\.(tech|build)$/.test(new URL(url).hostname);
