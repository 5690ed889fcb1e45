/** How long a deleted workspace can be restored: as long as the apps that were deleted with it. */
import { apps, workspaces } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { RESTORABLE_DAYS } from "./restorable-days.ts";

const since = sql`now() - ${RESTORABLE_DAYS} * interval '1 day'`;

export const isRestorableWorkspace = sql`${workspaces.deletedAt} > ${since} and ${workspaces.purgedAt} is null`;

/** Its time is over, and its name and its members are still here. */
export const isWorkspaceDueForPurge = sql`${workspaces.deletedAt} <= ${since} and ${workspaces.purgedAt} is null`;

/** Of an app: it was deleted with its workspace, not before. */
export const wentWithWorkspace = and(
  eq(apps.workspaceId, workspaces.id),
  eq(apps.deletedAt, workspaces.deletedAt),
);
