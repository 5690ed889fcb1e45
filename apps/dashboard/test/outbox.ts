/** What has not reached the relay yet. */
import { type Db, registryOutbox } from "@agent-socket/db";
import { eq } from "drizzle-orm";

export const waitingChanges = (db: Db, appId: string) =>
  db.select().from(registryOutbox).where(eq(registryOutbox.appId, appId));
