/** The mails that a developer's machine kept instead of sending them, newest first. */
import { developmentMails } from "@agent-socket/db";
import { desc, lt, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";

export type KeptMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAtMs: number;
};

const SHOWN = 50;

export async function listMails({ ctx }: { ctx: Pick<ServiceContext, "db"> }): Promise<readonly KeptMail[]> {
  const rows = await ctx.db.select().from(developmentMails).orderBy(desc(developmentMails.id)).limit(SHOWN);
  return rows.map(({ id, recipient, subject, text, sentAt }) => ({
    id: String(id),
    to: recipient,
    subject,
    text,
    sentAtMs: sentAt.getTime(),
  }));
}

/** Their links are too old by then. */
export async function forgetOldMails({ db }: Pick<ServiceContext, "db">): Promise<void> {
  await db.delete(developmentMails).where(lt(developmentMails.sentAt, sql`now() - interval '7 days'`));
}
