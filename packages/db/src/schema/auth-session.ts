/** Logins. The cookie holds the id, the table only its SHA-256: a copy of the database opens no account. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";
import { users } from "./user.ts";

export const authSessions = pgTable(
  "auth_sessions",
  {
    /** 64 hexadecimal characters. */
    idHash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    index().on(table.userId),
    index().on(table.expiresAt),
    check("auth_sessions_id_hash_sha256", sql`${table.idHash} ~ '^[0-9a-f]{64}$'`),
  ],
);
