/** People with an account. */
import { sql } from "drizzle-orm";
import { check, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** In lower case, so that one address is one account. */
    email: text().notNull().unique("users_email"),
    /** Argon2id, in PHC form. */
    passwordHash: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [check("users_email_lower", sql`${table.email} = lower(${table.email})`)],
);
