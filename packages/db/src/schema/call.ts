/** One row for each finished call: how it went, never what was said. Its unique id is what makes usage exact. */
import { CallOutcome, CallSurface } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";
import { links } from "./link.ts";

export const calls = pgTable(
  "calls",
  {
    /** The id of the relay's event: the same fact, however often it is delivered, is one row. */
    id: text().primaryKey(),
    appId: text().notNull(),
    sessionId: text().notNull(),
    tokenId: text().notNull(),
    requestId: text().notNull(),
    tool: text().notNull(),
    surface: text({ enum: CallSurface.options }).notNull(),
    client: text(),
    outcome: text({ enum: CallOutcome.options }).notNull(),
    httpStatus: integer().notNull(),
    startedAt: instant().notNull(),
    durationMs: integer().notNull(),
    appMs: integer(),
    requestBytes: integer().notNull(),
    responseBytes: integer().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.appId, table.tokenId],
      foreignColumns: [links.appId, links.tokenId],
    }).onDelete("cascade"),
    // Read backwards for the newest first: one made with `desc` would put nulls last, which no query here asks for.
    index().on(table.appId, table.startedAt, table.id),
    // With what the usage page reads of one link, so that it need not visit its calls, which lie far apart.
    index("calls_of_link").on(
      table.appId,
      table.tokenId,
      table.startedAt,
      table.id,
      table.tool,
      table.outcome,
      table.durationMs,
      table.appMs,
    ),
    index().on(table.appId, table.tool, table.startedAt, table.id),
    // Failures are few, and looked for among very many.
    index("calls_that_failed")
      .on(table.appId, table.startedAt, table.id, table.outcome, table.tool, table.tokenId)
      .where(sql`${table.outcome} <> 'ok'`),
    check("calls_outcome", isOneOf(table.outcome, CallOutcome.options)),
    check("calls_surface", isOneOf(table.surface, CallSurface.options)),
  ],
);
