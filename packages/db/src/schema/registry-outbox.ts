/** Registry changes that the relay has not acknowledged. Written in the transaction of the change itself. */
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant } from "./column.ts";

export const registryOutbox = pgTable(
  "registry_outbox",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    createdAt: instant().notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull(),
    /** Why the last attempt failed, as a person may read it. */
    lastError: text(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.version] }), index().on(table.nextAttemptAt)],
);
