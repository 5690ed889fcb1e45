/** Connections that the relay refused: counted by app, origin and reason, each event once. */
import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant } from "./column.ts";

export const refusedOrigins = pgTable(
  "refused_origins",
  {
    id: uuid().primaryKey().defaultRandom(),
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** Null: the client sent none. */
    origin: text(),
    /** The relay's error code. */
    code: text().notNull(),
    count: integer().notNull(),
    lastSeenAt: instant().notNull(),
  },
  (table) => [
    unique("refused_origins_once").on(table.appId, table.origin, table.code).nullsNotDistinct(),
    index().on(table.appId, table.lastSeenAt),
  ],
);

/** The ids of the counted events, kept for as long as one may be delivered again. */
export const refusalEvents = pgTable(
  "refusal_events",
  { id: text().primaryKey(), at: instant().notNull() },
  (table) => [index().on(table.at)],
);
