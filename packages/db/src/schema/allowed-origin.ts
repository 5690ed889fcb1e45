/** Web origins from which an app may connect, in the form of the protocol's `parseOriginPattern`. */
import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant } from "./column.ts";

export const allowedOrigins = pgTable(
  "allowed_origins",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    origin: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.origin] })],
);
