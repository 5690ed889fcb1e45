/** A signed message is taken once: a copy of it is refused for as long as its signature would be good. */
import { controlMessages, type Db } from "@agent-socket/db";
import { lt, sql } from "drizzle-orm";

/** `false`: this message was here before. The relay signs each attempt anew, so an honest repeat has another id. */
export async function takeOnce(db: Db, messageId: string): Promise<boolean> {
  const fresh = await db.insert(controlMessages).values({ id: messageId }).onConflictDoNothing().returning();
  return fresh.length > 0;
}

/** Signatures are good for five minutes either way of our clock. */
export async function forgetMessages(db: Db): Promise<void> {
  await db.delete(controlMessages).where(lt(controlMessages.receivedAt, sql`now() - interval '15 minutes'`));
}
