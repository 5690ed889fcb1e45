/**
 * The relay's sessions, as its events told them. Keyed by app and session: no event of one app can touch a row of
 * another.
 */
import { SessionEndReason } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { apps } from "./app.ts";
import { instant, isOneOf } from "./column.ts";

export const relaySessions = pgTable(
  "relay_sessions",
  {
    appId: text()
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    id: text().notNull(),
    origin: text(),
    sdk: text(),
    online: boolean().notNull().default(false),
    toolCount: integer().notNull().default(0),
    /** Of the first of its tools; null: a relay reported it that did not tell names yet. */
    toolNames: text().array(),
    startedAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    /** The relay's time of the event that `online` and the tools come from: an older event changes none of them. */
    presenceAt: instant(),
    /** The version of the app's registry entry that it works by, as it said itself last. */
    entryVersion: integer().notNull().default(0),
    /** The entry took its socket: the relay must hear when a newer one allows it again. */
    isRefused: boolean().notNull().default(false),
    endedAt: instant(),
    endReason: text({ enum: SessionEndReason.options }),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.id] }),
    index().on(table.appId, table.startedAt),
    index("relay_sessions_live")
      .on(table.appId, table.entryVersion)
      .where(sql`${table.endedAt} is null and (${table.online} or ${table.isRefused})`),
    check("relay_sessions_end_reason", isOneOf(table.endReason, SessionEndReason.options)),
    check("relay_sessions_ended", sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
  ],
);
