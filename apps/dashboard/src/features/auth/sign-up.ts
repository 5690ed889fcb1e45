/**
 * Makes an account with a workspace of its own, at once and for any address: who signs up learns nothing about others.
 * The address belongs to whoever verifies it; the mailbox is told when it has an account already.
 */
import * as v from "valibot";
import type { CurrentUser, RequestContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { countAttempt, SIGN_UP_PER_ADDRESS } from "./count-attempt.ts";
import { createAccount } from "./create-account.ts";
import { Email, NewPassword } from "./credentials.ts";
import { hashPassword } from "./password.ts";
import { composeWelcome } from "./welcome.ts";

const SignUpInput = v.object({ email: Email, password: NewPassword });

export async function signUp({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: v.InferInput<typeof SignUpInput>;
}): Promise<CurrentUser> {
  await countAttempt(ctx.db, SIGN_UP_PER_ADDRESS, ctx.ipAddress);
  const { email, password } = parseInput(SignUpInput, input);
  const passwordHash = await hashPassword(password);
  const user = await ctx.db.transaction((tx) => createAccount(tx, { email, passwordHash }));
  ctx.mail.send(() => composeWelcome(ctx, user));
  ctx.log.info({ userId: user.id }, "account created");
  return user;
}
