/** How many mails one address gets, whoever causes them: nobody's mailbox is flooded through us. */
import type { Db } from "@agent-socket/db";
import { Refused } from "../../refused.ts";
import { type AttemptLimit, countAttempt } from "./count-attempt.ts";

export const MAILS_PER_RECIPIENT: AttemptLimit = { name: "mail recipient", tries: 8, windowMinutes: 60 };

/** Counts one mail; `false` past the limit. For mails behind answers that must not tell whether there was one. */
export async function mayMail(db: Db, email: string): Promise<boolean> {
  try {
    await countAttempt(db, MAILS_PER_RECIPIENT, email);
    return true;
  } catch (cause) {
    if (cause instanceof Refused) return false;
    throw cause;
  }
}
