/** What an app may use, where that differs from the deployment's defaults, and what the last count of it said. */
import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant } from "./column.ts";

export const appQuotas = pgTable(
  "app_quotas",
  {
    appId: text()
      .primaryKey()
      .references(() => apps.id, { onDelete: "cascade" }),
    /** Finished calls in a calendar month (UTC); `null`: the default. */
    callsPerMonth: bigint({ mode: "number" }),
    /** Sessions whose app is there; `null`: the default. */
    liveSessions: integer(),
    /** The app's `activity` when its use was counted last. */
    countedActivity: bigint({ mode: "number" }).notNull().default(-1),
    /** Until when the relay refuses calls; `null`: it does not. */
    callsUntil: instant(),
    sessionsUsedUp: boolean().notNull().default(false),
    /** The month for which its people were told, and from which share of the calls on. */
    toldMonth: instant(),
    toldPercent: integer().notNull().default(0),
  },
  (table) => [
    check("app_quotas_calls_per_month", sql`${table.callsPerMonth} >= 0`),
    check("app_quotas_live_sessions", sql`${table.liveSessions} >= 0`),
  ],
);
