/** What a mailed link proves, once: that its reader owns the mailbox. Only the SHA-256 of a link's secret is kept. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";
import { users } from "./user.ts";

export const MAIL_TOKEN_PURPOSES = ["verify_email", "reset_password"] as const;

export const mailTokens = pgTable(
  "mail_tokens",
  {
    tokenHash: text().primaryKey(),
    purpose: text({ enum: MAIL_TOKEN_PURPOSES }).notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    index().on(table.userId),
    index().on(table.expiresAt),
    check("mail_tokens_purpose", isOneOf(table.purpose, MAIL_TOKEN_PURPOSES)),
    check("mail_tokens_token_hash_sha256", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
  ],
);
