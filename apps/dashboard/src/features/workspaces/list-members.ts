/** Who is in a workspace, and who is invited. */
import { invitations, memberships, users } from "@agent-socket/db";
import { asc, eq, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import type { Role } from "../../roles.ts";
import { requireWorkspace } from "../../workspace-access.ts";

export type MemberSummary = {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly joinedAtMs: number;
  /** The one who asks. */
  readonly isYou: boolean;
};
export type InvitationSummary = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly sentAtMs: number;
  readonly expiresAtMs: number;
  readonly isExpired: boolean;
};

export async function listMembers({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<{
  readonly members: readonly MemberSummary[];
  readonly invitations: readonly InvitationSummary[];
}> {
  const { id } = await requireWorkspace(ctx, input.workspaceId, "read");
  const [members, invited] = await Promise.all([readMembers(ctx, id), readInvitations(ctx, id)]);
  return { members, invitations: invited };
}

async function readMembers(
  { db, user }: UserContext,
  workspaceId: string,
): Promise<readonly MemberSummary[]> {
  const rows = await db
    .select({ member: memberships, email: users.email, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, workspaceId))
    .orderBy(asc(memberships.createdAt), asc(users.email));
  return rows.map(({ member, email, name }) => ({
    userId: member.userId,
    email,
    name,
    role: member.role,
    joinedAtMs: member.createdAt.getTime(),
    isYou: member.userId === user.id,
  }));
}

async function readInvitations(
  { db }: UserContext,
  workspaceId: string,
): Promise<readonly InvitationSummary[]> {
  const rows = await db
    .select({ invitation: invitations, isExpired: sql<boolean>`${invitations.expiresAt} <= now()` })
    .from(invitations)
    .where(eq(invitations.workspaceId, workspaceId))
    .orderBy(asc(invitations.createdAt), asc(invitations.email));
  return rows.map(({ invitation: { id, email, role, sentAt, expiresAt }, isExpired }) => ({
    id,
    email,
    role,
    sentAtMs: sentAt.getTime(),
    expiresAtMs: expiresAt.getTime(),
    isExpired,
  }));
}
