/** Calls counted by app, day (UTC), link, tool and outcome: which links are used most, also of one tool or outcome. */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

export const usageByLink = pgTable(
  "usage_by_link",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    day: instant().notNull(),
    tokenId: text().notNull(),
    tool: text().notNull(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    calls: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.day, table.tokenId, table.tool, table.outcome] }),
    check("usage_by_link_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check("usage_by_link_day", sql`${table.day} = date_trunc('day', ${table.day}, 'UTC')`),
  ],
);
