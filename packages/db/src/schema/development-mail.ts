/** Mails that nobody delivers: what a dashboard on a developer's machine shows in its mailbox instead. */
import { bigint, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";

export const developmentMails = pgTable("development_mails", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  recipient: text().notNull(),
  subject: text().notNull(),
  /** With the secrets of its links, which are good for this machine alone. */
  text: text().notNull(),
  sentAt: instant().notNull().defaultNow(),
});
