/** Forgets the ids of refusals that are too old to be counted again anyway. */
import { type Db, refusalEvents } from "@agent-socket/db";
import { lt } from "drizzle-orm";
import { MAX_EVENT_AGE_MS } from "./quarantine.ts";

export async function forgetRefusalEvents(db: Db): Promise<void> {
  await db.delete(refusalEvents).where(lt(refusalEvents.at, new Date(Date.now() - MAX_EVENT_AGE_MS)));
}
