/** Sets a new password by a mailed secret. Every login of the account ends, and its address is proved by the way. */
import { authSessions, users } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import * as v from "valibot";
import { OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { CurrentUser, RequestContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { passwordChangedMail } from "./account-mails.ts";
import { countAttempt, forgetAttempts, SIGN_IN_PER_ACCOUNT } from "./count-attempt.ts";
import { currentUserOf } from "./create-account.ts";
import { NewPassword } from "./credentials.ts";
import { readMailToken, takeMailToken } from "./mail-token.ts";
import { claimAddress } from "./own-address.ts";
import { hashPassword } from "./password.ts";
import { MAIL_LINKS_PER_ADDRESS } from "./verify-email.ts";

const Input = v.object({ token: v.string(), password: NewPassword });

/** Whether the link can still be used, for the page that asks for the password. */
export async function canResetPassword({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: { readonly token: string };
}): Promise<boolean> {
  return (await readMailToken(ctx.db, input.token, "reset_password")) !== null;
}

export async function resetPassword({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: v.InferInput<typeof Input>;
}): Promise<CurrentUser> {
  await countAttempt(ctx.db, MAIL_LINKS_PER_ADDRESS, ctx.ipAddress);
  const { token, password } = parseInput(Input, input);
  const passwordHash = await hashPassword(password);
  const user = await ctx.db.transaction(async (tx) => {
    const userId = await takeMailToken(tx, token, "reset_password");
    if (userId === null)
      throw new Refused(
        "link_used_up",
        "This link was used already, or it is older than an hour. Ask for a new one.",
      );
    const [found] = await tx.update(users).set({ passwordHash }).where(eq(users.id, userId)).returning();
    if (found === undefined) throw new Error("The account of a reset link is gone.");
    await claimAddress(tx, ctx, found);
    await tx.delete(authSessions).where(eq(authSessions.userId, userId));
    const entry = { action: "account.reset_password", subject: userId, ...OWN_ACCOUNT } as const;
    await recordAudit(tx, { ...ctx, user: { id: userId } }, entry);
    return { ...currentUserOf(found), emailVerified: true };
  });
  await forgetAttempts(ctx.db, SIGN_IN_PER_ACCOUNT, user.email);
  ctx.mail.send(() =>
    Promise.resolve(passwordChangedMail(user.email, `${ctx.mail.siteUrl}/forgot-password`)),
  );
  return user;
}
