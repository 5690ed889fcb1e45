/** Changes the caller's password, or sets the first one. All their other logins end. */
import { authSessions, mailTokens, users } from "@agent-socket/db";
import { and, eq, ne } from "drizzle-orm";
import * as v from "valibot";
import { OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { passwordChangedMail } from "../auth/account-mails.ts";
import { type AttemptLimit, countAttempt, forgetAttempts } from "../auth/count-attempt.ts";
import { NewPassword } from "../auth/credentials.ts";
import { hashPassword, passwordMatches } from "../auth/password.ts";

/** Who finds a browser signed in must not guess the password there. */
export const PASSWORD_CHANGES: AttemptLimit = { name: "password change", tries: 10, windowMinutes: 15 };

const Input = v.object({ currentPassword: v.string(), newPassword: NewPassword });

/** `currentPassword` does not matter for an account that has none yet. */
export async function changePassword({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof Input>;
}): Promise<{ readonly endedLogins: number }> {
  const { id, email } = ctx.user;
  await countAttempt(ctx.db, PASSWORD_CHANGES, id);
  const { currentPassword, newPassword } = parseInput(Input, input);
  await requirePassword(ctx, currentPassword);
  const passwordHash = await hashPassword(newPassword);
  const endedLogins = await ctx.db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, id));
    // A link that was mailed before must not undo the change.
    await tx
      .delete(mailTokens)
      .where(and(eq(mailTokens.userId, id), eq(mailTokens.purpose, "reset_password")));
    const ended = await tx
      .delete(authSessions)
      .where(and(eq(authSessions.userId, id), ne(authSessions.publicId, ctx.loginId)))
      .returning({ id: authSessions.publicId });
    await recordAudit(tx, ctx, { action: "account.change_password", subject: id, ...OWN_ACCOUNT });
    return ended.length;
  });
  await forgetAttempts(ctx.db, PASSWORD_CHANGES, id);
  ctx.mail.send(() => Promise.resolve(passwordChangedMail(email, `${ctx.mail.siteUrl}/forgot-password`)));
  return { endedLogins };
}

async function requirePassword({ db, user }: UserContext, given: string): Promise<void> {
  const [row] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, user.id));
  if (row === undefined || row.hash === null) return;
  if (await passwordMatches(row.hash, given.slice(0, 256))) return;
  const message = "This is not your current password.";
  throw new Refused("wrong_credentials", message, { currentPassword: message });
}
