/**
 * The account of a person whom GitHub vouches for: the one that is connected, else the one that verified the same
 * address, else a new one. An address that GitHub did not verify opens nothing.
 */
import { type Db, users } from "@agent-socket/db";
import { cleanLine } from "@agent-socket/protocol";
import { and, eq, isNull } from "drizzle-orm";
import { OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { CurrentUser, RequestContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { createAccount, currentUserOf } from "./create-account.ts";
import type { GitHubProfile } from "./github.ts";
import { lockAddress, ownerOfAddress } from "./own-address.ts";
import { PERSON_NAME_CHARS } from "./credentials.ts";

export async function signInWithGitHub({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: GitHubProfile;
}): Promise<CurrentUser> {
  const { githubId, verifiedEmail: email } = input;
  return ctx.db.transaction(async (tx) => {
    const connected = await findConnected(tx, githubId);
    if (connected !== null) return connected;
    if (email === null)
      throw new Refused(
        "github_unverified",
        "GitHub has no verified e-mail address of yours. Verify one there, or sign up with a password.",
      );
    await lockAddress(tx, email);
    // The same answer of GitHub may have come twice, and the other one was first.
    const meanwhile = await findConnected(tx, githubId);
    if (meanwhile !== null) return meanwhile;
    const owner = await ownerOfAddress(tx, email);
    if (owner !== null) return connect(tx, ctx, owner, githubId);
    const name = cleanLine(input.name, PERSON_NAME_CHARS);
    return createAccount(tx, { email, passwordHash: null, githubId, name, emailVerifiedAt: new Date() });
  });
}

async function findConnected(tx: Db, githubId: number): Promise<CurrentUser | null> {
  const [found] = await tx.select().from(users).where(eq(users.githubId, githubId));
  return found === undefined ? null : currentUserOf(found);
}

async function connect(tx: Db, ctx: RequestContext, userId: string, githubId: number): Promise<CurrentUser> {
  const [connected] = await tx
    .update(users)
    .set({ githubId })
    .where(and(eq(users.id, userId), isNull(users.githubId)))
    .returning();
  if (connected === undefined)
    throw new Refused(
      "github_taken",
      "The account with this e-mail address is connected to another GitHub account.",
    );
  const entry = { action: "account.connect_github", subject: userId, ...OWN_ACCOUNT } as const;
  await recordAudit(tx, { ...ctx, user: { id: userId } }, entry);
  return currentUserOf(connected);
}
