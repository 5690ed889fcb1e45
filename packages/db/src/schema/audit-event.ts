/** Who changed what, from where. Written in the transaction of the change itself. */
import { bigint, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";
import { workspaces } from "./workspace.ts";

export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null for what a person changed of their own account. */
    workspaceId: uuid().references(() => workspaces.id, { onDelete: "cascade" }),
    /** No reference: the record outlives the account. */
    actorId: uuid().notNull(),
    /** `<noun>.<verb>`, such as `app.create`. */
    action: text().notNull(),
    appId: text(),
    /** The id of what was changed. */
    subject: text().notNull(),
    /** What a person should read beside it, such as the name or the old and the new role. */
    detail: text(),
    ipAddress: text(),
    requestId: text().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (table) => [
    index().on(table.workspaceId, table.at, table.id),
    index().on(table.workspaceId, table.actorId, table.at, table.id),
    index().on(table.actorId, table.at, table.id),
  ],
);
