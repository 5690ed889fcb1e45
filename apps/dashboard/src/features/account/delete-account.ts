/**
 * Deletes the caller's account. Workspaces that nobody else is in end with it: their apps are deleted here, and at the
 * relay by the next round of the outbox. A workspace with others needs another owner first.
 */
import { type Db, invitations, memberships, users, workspaces } from "@agent-socket/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { deleteAppsOf } from "../../registry/delete-apps-of.ts";

export async function deleteAccount({
  ctx,
  input,
}: {
  ctx: UserContext;
  /** `email`: the account's own address, typed again. */
  input: { readonly email: string };
}): Promise<{ readonly deletedApps: number }> {
  const { id, email } = ctx.user;
  if (input.email.trim().toLowerCase() !== email) {
    const message = `Type ${email} to delete this account.`;
    throw new Refused("invalid", message, { email: message });
  }
  const appIds = await ctx.db.transaction(async (tx) => {
    const held = await lockMemberships(tx, id);
    refuseOrphans(held);
    const alone = held.filter(({ others }) => others === 0).map(({ workspaceId }) => workspaceId);
    const deleted = await deleteAppsOf(tx, ctx, alone);
    if (alone.length > 0) await tx.delete(invitations).where(inArray(invitations.workspaceId, alone));
    for (const { workspaceId, others } of held)
      if (others > 0)
        await recordAudit(tx, ctx, { action: "member.leave", subject: id, workspaceId, appId: null });
    await recordAudit(tx, ctx, { action: "account.delete", subject: id, ...OWN_ACCOUNT });
    await tx.delete(users).where(eq(users.id, id));
    return deleted;
  });
  return { deletedApps: appIds.length };
}

type Held = {
  readonly workspaceId: string;
  readonly name: string;
  readonly others: number;
  readonly otherOwners: number;
};

async function lockMemberships(tx: Db, userId: string): Promise<readonly Held[]> {
  const own = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .innerJoin(memberships, eq(memberships.workspaceId, workspaces.id))
    // One that is deleted already needs no owner who could restore it.
    .where(and(eq(memberships.userId, userId), isNull(workspaces.deletedAt)))
    .orderBy(workspaces.id)
    .for("no key update", { of: workspaces });
  if (own.length === 0) return [];
  const isOther = sql`${memberships.userId} <> ${userId}`;
  return tx
    .select({
      workspaceId: workspaces.id,
      name: workspaces.name,
      others: sql<number>`(count(*) filter (where ${isOther}))::int`,
      otherOwners: sql<number>`(count(*) filter (where ${isOther} and ${memberships.role} = 'owner'))::int`,
    })
    .from(workspaces)
    .innerJoin(memberships, eq(memberships.workspaceId, workspaces.id))
    .where(
      inArray(
        workspaces.id,
        own.map(({ id }) => id),
      ),
    )
    .groupBy(workspaces.id);
}

function refuseOrphans(held: readonly Held[]): void {
  const orphan = held.find(({ others, otherOwners }) => others > 0 && otherOwners === 0);
  if (orphan !== undefined)
    throw new Refused(
      "last_owner",
      `You are the only owner of the workspace ${orphan.name}. Make another member its owner, or remove the others, first.`,
    );
}
