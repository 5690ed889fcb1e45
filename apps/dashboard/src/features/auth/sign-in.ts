/** Checks an e-mail address and its password. An unknown account and a wrong password look alike, and take as long. */
import { users } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import * as v from "valibot";
import type { CurrentUser, RequestContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { countAttempt, forgetAttempts, SIGN_IN_PER_ACCOUNT, SIGN_IN_PER_ADDRESS } from "./count-attempt.ts";
import { Email, GivenPassword } from "./credentials.ts";
import { passwordMatches } from "./password.ts";

const SignInInput = v.object({ email: Email, password: GivenPassword });

export async function signIn({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: v.InferInput<typeof SignInInput>;
}): Promise<CurrentUser> {
  const { email, password } = parseInput(SignInInput, input);
  await countAttempt(ctx.db, SIGN_IN_PER_ADDRESS, ctx.ipAddress);
  await countAttempt(ctx.db, SIGN_IN_PER_ACCOUNT, email);
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email));
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (user === undefined || !matches)
    throw new Refused("wrong_credentials", "The e-mail address or the password is not right.");
  await forgetAttempts(ctx.db, SIGN_IN_PER_ACCOUNT, email);
  return { id: user.id, email: user.email };
}
