/** The process's one pool of database connections. */
import "server-only";
import { createDb, type Db } from "@agent-socket/db";
import { env } from "./env.ts";
import { log } from "./log.ts";

// Routes, pages and the background work are separate bundles, each with its own copy of this module.
const shared: typeof globalThis & { agentSocketDb?: Db } = globalThis;

export function database(): Db {
  shared.agentSocketDb ??= createDb(env().databaseUrl, {
    onConnectionLost: (cause) => log.warn({ err: cause }, "database connection lost"),
  }).db;
  return shared.agentSocketDb;
}
