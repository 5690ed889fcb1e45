/** How long a deleted app can be restored: one definition for the pages, the verbs and the housekeeping. */
import { apps } from "@agent-socket/db";
import { sql } from "drizzle-orm";
import { RESTORABLE_DAYS } from "./restorable-days.ts";

const since = sql`now() - ${RESTORABLE_DAYS} * interval '1 day'`;

export const isRestorable = sql`${apps.deletedAt} > ${since} and ${apps.purgedAt} is null`;

/** Its time is over, and what it held is still here. */
export const isDueForPurge = sql`${apps.deletedAt} <= ${since} and ${apps.purgedAt} is null`;
