/** A signed message is taken once: a copy of it is refused for as long as its signature would be good. */
import { controlMessages, type Db } from "@agent-socket/db";
import { lt, sql } from "drizzle-orm";

/**
 * Returns those of the ids that were not here before. The relay signs each attempt anew, so an honest repeat has another.
 * Sorted, so that no two who take the same ones wait for each other.
 */
export async function takeOnce(db: Db, messageIds: readonly string[]): Promise<ReadonlySet<string>> {
  const fresh = await db
    .insert(controlMessages)
    .values(messageIds.toSorted().map((id) => ({ id })))
    .onConflictDoNothing()
    .returning({ id: controlMessages.id });
  return new Set(fresh.map(({ id }) => id));
}

/** Signatures are good for five minutes either way of our clock. */
export async function forgetMessages(db: Db): Promise<void> {
  await db.delete(controlMessages).where(lt(controlMessages.receivedAt, sql`now() - interval '15 minutes'`));
}
