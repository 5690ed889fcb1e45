/** Apps, and what the relay must know of them to let one connect. */
import { AppStatus, LinkCallPolicy } from "@agent-socket/protocol/control-plane";
import { limits } from "@agent-socket/protocol";
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";
import { workspaces } from "./workspace.ts";

export const apps = pgTable(
  "apps",
  {
    /** `as_app_…`, public: it stands in the app's own code. */
    id: text().primaryKey(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id),
    name: text().notNull(),
    /** A deleted app keeps its row, so that its usage stays counted and it can be restored. */
    status: text({ enum: AppStatus.options }).notNull().default("active"),
    linkCalls: text({ enum: LinkCallPolicy.options }).notNull().default("all"),
    /** How long a session is kept for an app that went away. */
    holdForMs: bigint({ mode: "number" }).notNull().default(limits.REGISTERED_HOLD_MS),
    /** Grows by one with each change that the relay must learn of. */
    registryVersion: integer().notNull().default(1),
    /** The newest version that the relay acknowledged. */
    acknowledgedVersion: integer().notNull().default(0),
    acknowledgedAt: instant(),
    /**
     * Grows with each change of the app's sessions, links, calls and refusals, while this row is locked: who polls it
     * misses none. Whoever writes several of an app's rows locks this one first.
     */
    activity: bigint({ mode: "number" }).notNull().default(0),
    /** The relay's time of the newest of its events that arrived. */
    reportedAt: instant(),
    createdAt: instant().notNull().defaultNow(),
    deletedAt: instant(),
    /** Of a deleted app: what it was, and is again when it is restored. */
    statusBefore: text({ enum: ["active", "suspended"] }),
    /** When what a deleted app held was forgotten for good. */
    purgedAt: instant(),
  },
  (table) => [
    index().on(table.workspaceId, table.createdAt),
    check("apps_id", sql`${table.id} ~ '^as_app_[0-9A-HJKMNP-TV-Z]{13}$'`),
    check("apps_status", isOneOf(table.status, AppStatus.options)),
    check("apps_link_calls", isOneOf(table.linkCalls, LinkCallPolicy.options)),
    check("apps_hold_for_ms", sql`${table.holdForMs} >= 0`),
    check("apps_versions", sql`${table.acknowledgedVersion} between 0 and ${table.registryVersion}`),
    check("apps_status_before", isOneOf(table.statusBefore, ["active", "suspended"])),
    check("apps_purged", sql`${table.purgedAt} is null or ${table.deletedAt} is not null`),
    check("apps_deleted", sql`(${table.status} = 'deleted') = (${table.deletedAt} is not null)`),
  ],
);
