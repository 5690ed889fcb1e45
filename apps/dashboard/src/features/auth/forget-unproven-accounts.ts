/**
 * Deletes accounts whose address nobody verified in 30 days and that own nothing: no app that lives or can be restored,
 * and no workspace with somebody else in it. Whoever signed in lately is at work, and stays.
 */
import { apps, authSessions, memberships, users, workspaces } from "@agent-socket/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";

const KEPT_DAYS = 30;
const AT_ONCE = 500;

const ownsAnApp = sql`exists (
  select 1 from ${memberships} mine join ${apps} on ${apps.workspaceId} = mine.workspace_id
  where mine.user_id = ${users.id} and ${apps.purgedAt} is null
)`;
const isAmongOthers = sql`exists (
  select 1 from ${memberships} mine join ${memberships} theirs on theirs.workspace_id = mine.workspace_id
  where mine.user_id = ${users.id} and theirs.user_id <> ${users.id}
)`;
const isSignedIn = sql`exists (select 1 from ${authSessions} where ${authSessions.userId} = ${users.id})`;

/** Returns how many. */
export async function forgetUnprovenAccounts({ ctx }: { ctx: ServiceContext }): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const unproven = await tx
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          isNull(users.emailVerifiedAt),
          isNull(users.githubId),
          sql`${users.createdAt} < now() - ${KEPT_DAYS} * interval '1 day'`,
          sql`not ${ownsAnApp}`,
          sql`not ${isAmongOthers}`,
          sql`not ${isSignedIn}`,
        ),
      )
      .limit(AT_ONCE)
      .for("update", { of: users });
    if (unproven.length === 0) return 0;
    const ids = unproven.map(({ id }) => id);
    const theirs = await tx
      .select({ id: memberships.workspaceId })
      .from(memberships)
      .where(inArray(memberships.userId, ids));
    await tx.delete(users).where(inArray(users.id, ids));
    for (const { id } of theirs)
      // One whose deleted apps are remembered stays, with nobody in it.
      await tx
        .delete(workspaces)
        .where(
          and(
            eq(workspaces.id, id),
            sql`not exists (select 1 from ${apps} where ${apps.workspaceId} = ${id})`,
          ),
        );
    return ids.length;
  });
}
