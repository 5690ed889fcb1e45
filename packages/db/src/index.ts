/** The database of the dashboard: a table of contents. */
export { createDb, type Connections, type Db, type DbOptions, type OpenDb } from "./create-db.ts";
export * from "./schema.ts";
export { ROLES } from "./schema/workspace.ts";
