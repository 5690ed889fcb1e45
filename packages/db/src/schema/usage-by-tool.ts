/**
 * Calls counted by app, hour, tool and outcome: what the usage page adds up.
 * Older versions read and write it, and one may go back to them; here `usage_slots` has taken its place.
 */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

export const usageByTool = pgTable(
  "usage_by_tool",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    hour: instant().notNull(),
    tool: text().notNull(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    calls: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.hour, table.tool, table.outcome] }),
    check("usage_by_tool_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check("usage_by_tool_hour", sql`${table.hour} = date_trunc('hour', ${table.hour}, 'UTC')`),
  ],
);
