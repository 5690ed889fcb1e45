/** People with an account. */
import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey().defaultRandom(),
    /**
     * In lower case. An address belongs to the one account that verified it; until then any number may claim it, so
     * that signing up tells nobody whether an address has an account.
     */
    email: text().notNull(),
    emailVerifiedAt: instant(),
    /** Empty until the person gives one. */
    name: text().notNull().default(""),
    /** Argon2id, in PHC form; null: this person signs in with GitHub alone. */
    passwordHash: text(),
    /** The account's number at GitHub, which stays when its login name changes. */
    githubId: bigint({ mode: "number" }).unique("users_github_id"),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("users_verified_email")
      .on(table.email)
      .where(sql`${table.emailVerifiedAt} is not null`),
    index().on(table.email, table.createdAt),
    check("users_email_lower", sql`${table.email} = lower(${table.email})`),
    check("users_way_in", sql`${table.passwordHash} is not null or ${table.githubId} is not null`),
  ],
);
