/** The process's one pool of database connections. */
import "server-only";
import { type Connections, createDb, type Db, type OpenDb } from "@agent-socket/db";
import { env } from "./env.ts";
import { log } from "./log.ts";

// Routes, pages and the background work are separate bundles, each with its own copy of this module.
const shared: typeof globalThis & { agentSocketDb?: OpenDb } = globalThis;

export const database = (): Db => pool().db;

export const databaseConnections = (): Connections => pool().connections();

const pool = (): OpenDb =>
  (shared.agentSocketDb ??= createDb(env().databaseUrl, {
    onConnectionLost: (cause) => log.warn({ err: cause }, "database connection lost"),
  }));
