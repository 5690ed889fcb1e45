/** Calls counted by app, hour (of the relay's clock) and outcome, from the rows that were really inserted. */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

export const usageHourly = pgTable(
  "usage_hourly",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    hour: instant().notNull(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    calls: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.hour, table.outcome] }),
    check("usage_hourly_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check("usage_hourly_hour", sql`${table.hour} = date_trunc('hour', ${table.hour}, 'UTC')`),
  ],
);
