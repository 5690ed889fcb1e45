/** How often something guarded was tried in the running window, by account and by network address. */
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";

export const attempts = pgTable("attempts", {
  /** What is counted, as SHA-256: the table shows neither addresses nor accounts. */
  keyHash: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: instant().notNull(),
});
