/** Who changed what, from where. Written in the transaction of the change itself. */
import { bigint, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";
import { workspaces } from "./workspace.ts";

export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** No reference: the record outlives the account. */
    actorId: uuid().notNull(),
    /** `<noun>.<verb>`, such as `app.create`. */
    action: text().notNull(),
    appId: text(),
    /** The id of what was changed. */
    subject: text().notNull(),
    ipAddress: text(),
    requestId: text().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (table) => [index().on(table.workspaceId, table.id)],
);
