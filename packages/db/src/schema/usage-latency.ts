/** How long answered calls took, as a histogram by app and hour; filled by the statement that inserts the calls. */
import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant } from "./column.ts";

export const usageLatency = pgTable(
  "usage_latency",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    hour: instant().notNull(),
    /** Below 16 the milliseconds themselves; from there on eight steps to each doubling. */
    bucket: smallint().notNull(),
    calls: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.hour, table.bucket] }),
    check("usage_latency_bucket", sql`${table.bucket} >= 0`),
    check("usage_latency_hour", sql`${table.hour} = date_trunc('hour', ${table.hour}, 'UTC')`),
  ],
);
