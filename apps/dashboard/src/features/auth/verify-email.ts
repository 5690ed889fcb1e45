/** Takes a mailed secret as the proof that an address belongs to an account. */
import { users } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import type { RequestContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { type AttemptLimit, countAttempt } from "./count-attempt.ts";
import { readMailToken, takeMailToken } from "./mail-token.ts";
import { claimAddress } from "./own-address.ts";

export const MAIL_LINKS_PER_ADDRESS: AttemptLimit = {
  name: "mail link address",
  tries: 100,
  windowMinutes: 60,
};

const NOT_GOOD = "This link was used already, or it is too old. Sign in and ask for a new one.";

/** The address that a link would verify, for the page that asks; `null` when the link is good for nothing. */
export async function findVerification({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: { readonly token: string };
}): Promise<{ readonly email: string } | null> {
  const userId = await readMailToken(ctx.db, input.token, "verify_email");
  if (userId === null) return null;
  const [user] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return user ?? null;
}

export async function verifyEmail({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: { readonly token: string };
}): Promise<{ readonly email: string }> {
  await countAttempt(ctx.db, MAIL_LINKS_PER_ADDRESS, ctx.ipAddress);
  return ctx.db.transaction(async (tx) => {
    const userId = await takeMailToken(tx, input.token, "verify_email");
    if (userId === null) throw new Refused("link_used_up", NOT_GOOD);
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    if (user === undefined) throw new Refused("link_used_up", NOT_GOOD);
    await claimAddress(tx, ctx, user);
    return { email: user.email };
  });
}
