/** Who works together: a workspace owns apps, people are its members. */
import { sql } from "drizzle-orm";
import { index, check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, isOneOf } from "./column.ts";
import { users } from "./user.ts";

export const ROLES = ["owner", "admin", "developer", "viewer"] as const;

export const workspaces = pgTable(
  "workspaces",
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    /** The very moment at which its apps were deleted with it. */
    deletedAt: instant(),
    /** When a deleted one lost its name and its members for good. */
    purgedAt: instant(),
  },
  (table) => [
    check("workspaces_purged", sql`${table.purgedAt} is null or ${table.deletedAt} is not null`),
    index("workspaces_to_purge")
      .on(table.deletedAt)
      .where(sql`${table.deletedAt} is not null and ${table.purgedAt} is null`),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ROLES }).notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index().on(table.userId),
    check("memberships_role", isOneOf(table.role, ROLES)),
  ],
);
