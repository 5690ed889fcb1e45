/**
 * Where the time of answered calls went, as histograms by app, hour, tool and outcome: the relay's part and the app's.
 * Older versions read and write it, and one may go back to them; here `usage_slots` has taken its place.
 */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

export const LATENCY_PARTS = ["relay", "app"] as const;

export const usageToolLatency = pgTable(
  "usage_tool_latency",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    hour: instant().notNull(),
    tool: text().notNull(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    part: text({ enum: LATENCY_PARTS }).notNull(),
    /** As in `usage_latency`. */
    bucket: smallint().notNull(),
    calls: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.appId, table.hour, table.tool, table.outcome, table.part, table.bucket],
    }),
    check("usage_tool_latency_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check("usage_tool_latency_part", isOneOf(table.part, LATENCY_PARTS)),
    check("usage_tool_latency_bucket", sql`${table.bucket} >= 0`),
    check("usage_tool_latency_hour", sql`${table.hour} = date_trunc('hour', ${table.hour}, 'UTC')`),
  ],
);
