/** A new account and a workspace of its own, inside the transaction of whatever makes it. */
import { type Db, memberships, users, workspaces } from "@agent-socket/db";
import type { CurrentUser } from "../../context.ts";

type NewAccount = {
  readonly email: string;
  readonly passwordHash: string | null;
  readonly name?: string;
  readonly emailVerifiedAt?: Date;
  readonly githubId?: number;
};

export async function createAccount(tx: Db, account: NewAccount): Promise<CurrentUser> {
  const [created] = await tx.insert(users).values(account).returning();
  const [workspace] = await tx
    .insert(workspaces)
    .values({ name: account.email })
    .returning({ id: workspaces.id });
  if (created === undefined || workspace === undefined) throw new Error("The account was not created.");
  await tx.insert(memberships).values({ workspaceId: workspace.id, userId: created.id, role: "owner" });
  return currentUserOf(created);
}

export const currentUserOf = (row: typeof users.$inferSelect): CurrentUser => ({
  id: row.id,
  email: row.email,
  name: row.name,
  emailVerified: row.emailVerifiedAt !== null,
});
