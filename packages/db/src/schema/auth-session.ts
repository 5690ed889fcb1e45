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
    /** Names the login on pages and in forms. */
    publicId: uuid().notNull().unique("auth_sessions_public_id").defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What the browser said of itself when it signed in. */
    userAgent: text(),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    index().on(table.userId),
    index().on(table.expiresAt),
    check("auth_sessions_id_hash_sha256", sql`${table.idHash} ~ '^[0-9a-f]{64}$'`),
  ],
);
