/** Limits on guessing: so many tries in a window, for an account and for a network address. */
import { attempts, type Db } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { eq, lte, sql } from "drizzle-orm";
import { Refused } from "../../refused.ts";

export type AttemptLimit = { readonly name: string; readonly tries: number; readonly windowMinutes: number };

/** Stops guessing one password; few enough that a forgetful person notices, short enough that nobody is locked out for long. */
export const SIGN_IN_PER_ACCOUNT: AttemptLimit = { name: "sign-in account", tries: 10, windowMinutes: 15 };
/** Stops trying one password on many accounts; an office may share an address. */
export const SIGN_IN_PER_ADDRESS: AttemptLimit = { name: "sign-in address", tries: 100, windowMinutes: 15 };
export const SIGN_UP_PER_ADDRESS: AttemptLimit = { name: "sign-up address", tries: 100, windowMinutes: 60 };

/** Counts one try of `who` and refuses when it is past the limit. Without `who` (an unknown address) there is no limit. */
export async function countAttempt(db: Db, limit: AttemptLimit, who: string | null): Promise<void> {
  if (who === null) return;
  const windowEndsAt = sql`now() + ${limit.windowMinutes} * interval '1 minute'`;
  const isOver = sql`${attempts.windowEndsAt} <= now()`;
  const [counted] = await db
    .insert(attempts)
    .values({ keyHash: await keyOf(limit, who), count: 1, windowEndsAt })
    .onConflictDoUpdate({
      target: attempts.keyHash,
      set: {
        count: sql`case when ${isOver} then 1 else ${attempts.count} + 1 end`,
        windowEndsAt: sql`case when ${isOver} then excluded.window_ends_at else ${attempts.windowEndsAt} end`,
      },
    })
    .returning();
  if (counted === undefined || counted.count <= limit.tries) return;
  const minutes = Math.max(1, Math.ceil((counted.windowEndsAt.getTime() - Date.now()) / 60_000));
  throw new Refused(
    "rate_limited",
    `Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
  );
}

/** After a success: the tries before it were the person's own. */
export async function forgetAttempts(db: Db, limit: AttemptLimit, who: string): Promise<void> {
  await db.delete(attempts).where(eq(attempts.keyHash, await keyOf(limit, who)));
}

export async function forgetOldAttempts(db: Db): Promise<void> {
  await db.delete(attempts).where(lte(attempts.windowEndsAt, sql`now()`));
}

const keyOf = (limit: AttemptLimit, who: string): Promise<string> => sha256(`${limit.name}\n${who}`);
