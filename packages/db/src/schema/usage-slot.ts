/**
 * What an app's calls were, added up by tool and outcome in slots of time of four lengths, one for each range of the usage
 * page: it reads a few hundred rows however many calls there are. Filled by a trigger of `calls`, never by a program.
 */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

/** The lengths, as the trigger knows them. */
export const USAGE_SLOT_MINUTES = [2, 60, 360, 1440] as const;

export const usageSlots = pgTable(
  "usage_slots",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** How long the slot is. */
    minutes: smallint().notNull(),
    /** When it begins, on the clock in UTC. */
    slot: instant().notNull(),
    tool: text().notNull(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    calls: bigint({ mode: "number" }).notNull(),
    /**
     * The times of the calls that the app answered, as a histogram: `time_counts[i]` of them fell in `time_buckets[i]`, a
     * `latency_bucket` of the relay's part, or 256 more than one of the app's.
     */
    timeBuckets: smallint().array().notNull(),
    timeCounts: integer().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.minutes, table.slot, table.tool, table.outcome] }),
    check("usage_slots_minutes", sql`${table.minutes} in (2, 60, 360, 1440)`),
    check("usage_slots_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check("usage_slots_times", sql`cardinality(${table.timeBuckets}) = cardinality(${table.timeCounts})`),
  ],
);
