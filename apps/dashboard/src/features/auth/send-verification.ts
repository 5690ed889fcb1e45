/** Mails the link that verifies the caller's address once more. */
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { type AttemptLimit, countAttempt } from "./count-attempt.ts";
import { composeWelcome } from "./welcome.ts";

export const VERIFICATIONS_PER_ACCOUNT: AttemptLimit = {
  name: "verification account",
  tries: 5,
  windowMinutes: 60,
};

export async function sendVerification({ ctx }: { ctx: UserContext }): Promise<{ readonly email: string }> {
  const { user } = ctx;
  if (user.emailVerified) return { email: user.email };
  if (!ctx.mail.canSend)
    throw new Refused("mail_off", "This dashboard has no mail server, so it can send no mail.");
  await countAttempt(ctx.db, VERIFICATIONS_PER_ACCOUNT, user.id);
  ctx.mail.send(() => composeWelcome(ctx, user));
  return { email: user.email };
}
