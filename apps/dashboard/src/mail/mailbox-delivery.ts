/** Keeps mails in the database instead of sending them, for the mailbox page of a developer's machine. */
import { type Db, developmentMails } from "@agent-socket/db";
import { lte } from "drizzle-orm";
import type { Delivery } from "./mailer.ts";

export const KEPT_MAILS = 200;

export function mailboxDelivery(db: Db): Delivery {
  return async ({ to, subject, text }) => {
    const [kept] = await db
      .insert(developmentMails)
      .values({ recipient: to, subject, text })
      .returning({ id: developmentMails.id });
    if (kept !== undefined)
      await db.delete(developmentMails).where(lte(developmentMails.id, kept.id - KEPT_MAILS));
  };
}
