/** The ids of the relay's signed messages, kept for longer than their signatures are good: each is taken once. */
import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";

export const controlMessages = pgTable(
  "control_messages",
  { id: text().primaryKey(), receivedAt: instant().notNull().defaultNow() },
  (table) => [index().on(table.receivedAt)],
);
