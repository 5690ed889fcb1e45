/** Mails a link for a new password, if the address has an account. The answer, and its time, are the same if it has none. */
import { type Db, users } from "@agent-socket/db";
import { asc, eq, sql } from "drizzle-orm";
import * as v from "valibot";
import type { RequestContext } from "../../context.ts";
import type { Mail } from "../../mail/mail.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { resetPasswordMail } from "./account-mails.ts";
import { type AttemptLimit, countAttempt } from "./count-attempt.ts";
import { Email } from "./credentials.ts";
import { mayMail } from "./mail-limit.ts";
import { issueMailToken } from "./mail-token.ts";

const RESETS_PER_ADDRESS: AttemptLimit = { name: "reset address", tries: 50, windowMinutes: 60 };
export const RESETS_PER_ACCOUNT: AttemptLimit = { name: "reset account", tries: 5, windowMinutes: 60 };

const Input = v.object({ email: Email });

export async function requestPasswordReset({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: v.InferInput<typeof Input>;
}): Promise<{ readonly email: string }> {
  await countAttempt(ctx.db, RESETS_PER_ADDRESS, ctx.ipAddress);
  const { email } = parseInput(Input, input);
  if (!ctx.mail.canSend)
    throw new Refused("mail_off", "This dashboard has no mail server. Ask its operator for a new password.");
  await countAttempt(ctx.db, RESETS_PER_ACCOUNT, email);
  ctx.mail.send(() => composeReset(ctx, email));
  return { email };
}

async function composeReset({ db, mail }: RequestContext, email: string): Promise<Mail | null> {
  const userId = await accountToReset(db, email);
  if (userId === null || !(await mayMail(db, email))) return null;
  const secret = await issueMailToken(db, userId, "reset_password");
  return resetPasswordMail(email, `${mail.siteUrl}/reset-password?token=${secret}`);
}

/** The account that owns the address, else the first that claimed it. */
async function accountToReset(db: Db, email: string): Promise<string | null> {
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, email))
    .orderBy(sql`${users.emailVerifiedAt} is null`, asc(users.createdAt))
    .limit(1);
  return user?.id ?? null;
}
