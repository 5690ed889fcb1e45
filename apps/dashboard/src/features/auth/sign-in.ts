/**
 * Checks an e-mail address and its password. An unknown account and a wrong password look alike, and take as long: so
 * many accounts may claim an unverified address, and always as many hashes are checked.
 */
import { type Db, users } from "@agent-socket/db";
import { asc, eq, sql } from "drizzle-orm";
import * as v from "valibot";
import type { CurrentUser, RequestContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { countAttempt, forgetAttempts, SIGN_IN_PER_ACCOUNT, SIGN_IN_PER_ADDRESS } from "./count-attempt.ts";
import { currentUserOf } from "./create-account.ts";
import { Email, GivenPassword } from "./credentials.ts";
import { passwordMatches } from "./password.ts";

const SignInInput = v.object({ email: Email, password: GivenPassword });

/** The account that verified the address, then the first that claimed it. */
const MAX_CLAIMANTS = 2;

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
  const claimants = await claimantsOf(ctx.db, email);
  const checks = Array.from({ length: MAX_CLAIMANTS }, (_, index) =>
    passwordMatches(claimants[index]?.passwordHash ?? null, password),
  );
  const matches = await Promise.all(checks);
  const user = claimants.find((_, index) => matches[index]);
  if (user === undefined)
    throw new Refused("wrong_credentials", "The e-mail address or the password is not right.");
  await forgetAttempts(ctx.db, SIGN_IN_PER_ACCOUNT, email);
  return currentUserOf(user);
}

const claimantsOf = (db: Db, email: string): Promise<(typeof users.$inferSelect)[]> =>
  db
    .select()
    .from(users)
    .where(eq(users.email, email))
    .orderBy(sql`${users.emailVerifiedAt} is null`, asc(users.createdAt))
    .limit(MAX_CLAIMANTS);
