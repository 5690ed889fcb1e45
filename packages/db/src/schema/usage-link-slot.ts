/** The same for each link, in slots of six hours, by which it is shown over 7 and 30 days. Filled by the same trigger. */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

export const USAGE_LINK_SLOT_MINUTES = 360;

export const usageLinkSlots = pgTable(
  "usage_link_slots",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    tokenId: text().notNull(),
    slot: instant().notNull(),
    tool: text().notNull(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    calls: integer().notNull(),
    /** As in `usage_slots`. */
    timeBuckets: smallint().array().notNull(),
    timeCounts: integer().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.slot, table.tokenId, table.tool, table.outcome] }),
    check("usage_link_slots_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check(
      "usage_link_slots_times",
      sql`cardinality(${table.timeBuckets}) = cardinality(${table.timeCounts})`,
    ),
  ],
);
