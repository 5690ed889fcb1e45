/** Events from the relay that cannot be counted where they say they belong: kept for a look, not thrown away. */
import { check, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";

export const QUARANTINE_REASONS = ["too_old", "in_the_future", "unknown_app"] as const;

export const quarantinedEvents = pgTable(
  "quarantined_events",
  {
    id: text().primaryKey(),
    reason: text({ enum: QUARANTINE_REASONS }).notNull(),
    event: jsonb().notNull(),
    receivedAt: instant().notNull().defaultNow(),
  },
  (table) => [check("quarantined_events_reason", isOneOf(table.reason, QUARANTINE_REASONS))],
);
