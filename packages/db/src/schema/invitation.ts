/** Invitations into a workspace that nobody accepted yet. Only the SHA-256 of its two secrets is kept. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";
import { users } from "./user.ts";
import { ROLES, workspaces } from "./workspace.ts";

export const invitations = pgTable(
  "invitations",
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** In lower case. */
    email: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** Of the secret in the mail: whoever has it reads the mailbox. */
    tokenHash: text().notNull().unique("invitations_token_hash"),
    /** Of the secret that the inviter was shown once: whoever has it was given it, and nothing more. */
    copiedHash: text().unique("invitations_copied_hash"),
    /** Null once this person's account is gone. */
    invitedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: instant().notNull().defaultNow(),
    /** Sending again makes a new secret and a new time to live. */
    sentAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    unique("invitations_once").on(table.workspaceId, table.email),
    index().on(table.expiresAt),
    check("invitations_role", isOneOf(table.role, ROLES)),
    check("invitations_email_lower", sql`${table.email} = lower(${table.email})`),
    check("invitations_token_hash_sha256", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("invitations_copied_hash_sha256", sql`${table.copiedHash} ~ '^[0-9a-f]{64}$'`),
  ],
);
