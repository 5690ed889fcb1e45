/** Makes an account with a workspace of its own. */
import { memberships, users, workspaces } from "@agent-socket/db";
import * as v from "valibot";
import type { CurrentUser, RequestContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { countAttempt, SIGN_UP_PER_ADDRESS } from "./count-attempt.ts";
import { Email, NewPassword } from "./credentials.ts";
import { hashPassword } from "./password.ts";

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
  const user = await ctx.db.transaction(async (tx) => {
    const [created] = await tx
      .insert(users)
      .values({ email, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id, email: users.email });
    if (created === undefined) return null;
    const [workspace] = await tx.insert(workspaces).values({ name: email }).returning({ id: workspaces.id });
    if (workspace === undefined) throw new Error("The workspace was not created.");
    await tx.insert(memberships).values({ workspaceId: workspace.id, userId: created.id, role: "owner" });
    return created;
  });
  if (user === null) {
    const message = "There is an account with this e-mail address already. Sign in instead.";
    throw new Refused("email_taken", message, { email: message });
  }
  ctx.log.info({ userId: user.id }, "account created");
  return user;
}
