/** Keys for apps that have no web origin. Shown once; only their digest is kept. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant } from "./column.ts";

export const appKeys = pgTable(
  "app_keys",
  {
    /** The public part of the key. */
    id: text().primaryKey(),
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** SHA-256 of the whole key, hexadecimal. */
    keyHash: text().notNull().unique("app_keys_key_hash"),
    label: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    index().on(table.appId),
    check("app_keys_key_hash_sha256", sql`${table.keyHash} ~ '^[0-9a-f]{64}$'`),
  ],
);
