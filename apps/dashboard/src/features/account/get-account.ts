/** The caller's own account, for its page. */
import { users } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import type { UserContext } from "../../context.ts";

export type Account = {
  readonly email: string;
  readonly name: string;
  readonly emailVerified: boolean;
  readonly hasPassword: boolean;
  readonly hasGitHub: boolean;
  readonly createdAtMs: number;
};

export async function getAccount({ ctx }: { ctx: UserContext }): Promise<Account> {
  const [row] = await ctx.db.select().from(users).where(eq(users.id, ctx.user.id));
  if (row === undefined) throw new Error("The account of a login is gone.");
  return {
    email: row.email,
    name: row.name,
    emailVerified: row.emailVerifiedAt !== null,
    hasPassword: row.passwordHash !== null,
    hasGitHub: row.githubId !== null,
    createdAtMs: row.createdAt.getTime(),
  };
}
