/** Links, by their public token id. The token itself is nowhere in this database. */
import { LinkRevoker } from "@agent-socket/protocol/control-plane";
import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";
import { relaySessions } from "./relay-session.ts";

export const links = pgTable(
  "links",
  {
    appId: text().notNull(),
    tokenId: text().notNull(),
    sessionId: text().notNull(),
    label: text(),
    readOnly: boolean().notNull().default(false),
    /** Names of the tools it may call; null: all. */
    tools: text().array(),
    maxCalls: integer(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    /** When an AI first read or used it. */
    openedAt: instant(),
    lastUsedAt: instant(),
    /** A guess from the user agent of its newest use that allowed one, which was at `clientAt`. */
    client: text(),
    clientAt: instant(),
    /** Of the rows in `calls`, kept in step by the statement that inserts them. */
    calls: integer().notNull().default(0),
    errors: integer().notNull().default(0),
    revokeRequestedAt: instant(),
    /** When the relay was last told; a wish that it has not acknowledged is told again. */
    revokeAttemptedAt: instant(),
    revokedAt: instant(),
    revokedBy: text({ enum: LinkRevoker.options }),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.tokenId] }),
    foreignKey({
      columns: [table.appId, table.sessionId],
      foreignColumns: [relaySessions.appId, relaySessions.id],
    }).onDelete("cascade"),
    index().on(table.appId, table.createdAt, table.tokenId),
    index().on(table.appId, table.sessionId),
    index("links_unacknowledged_revocation")
      .on(table.revokeAttemptedAt)
      .where(sql`${table.revokeRequestedAt} is not null and ${table.revokedAt} is null`),
    check("links_revoked_by", isOneOf(table.revokedBy, LinkRevoker.options)),
    check("links_revoked", sql`(${table.revokedAt} is null) = (${table.revokedBy} is null)`),
    check("links_counts", sql`${table.errors} between 0 and ${table.calls}`),
  ],
);
