/** Changing who is in a workspace: another role, removal, leaving. A workspace always keeps an owner. */
import { type Db, memberships, ROLES, users } from "@agent-socket/db";
import { and, count, eq } from "drizzle-orm";
import * as v from "valibot";
import { type AuditEntry, recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { isUuid } from "../../is-uuid.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { mayGive, type Role } from "../../roles.ts";
import { type AccessibleWorkspace, lockWorkspace, requireWorkspace } from "../../workspace-access.ts";

type MemberInput = { readonly workspaceId: string; readonly userId: string };
type Member = { readonly userId: string; readonly email: string; readonly role: Role };

const RoleInput = v.object({ role: v.picklist(ROLES, "Choose a role.") });

export async function changeRole({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: MemberInput & { readonly role: string };
}): Promise<{ readonly email: string; readonly role: Role }> {
  await requireWorkspace(ctx, input.workspaceId, "manage");
  const { role } = parseInput(RoleInput, input);
  return ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, ctx, input.workspaceId, "manage");
    const member = await findMember(tx, input);
    requirePower(workspace, member, role);
    if (member.role === role) return member;
    if (member.role === "owner") await keepAnOwner(tx, workspace);
    await tx.update(memberships).set({ role }).where(isMember(input));
    const detail = `${member.email}, ${member.role} → ${role}`;
    await record(tx, ctx, workspace, { action: "member.change_role", subject: member.userId, detail });
    return { ...member, role };
  });
}

export async function removeMember({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: MemberInput;
}): Promise<{ readonly email: string }> {
  await requireWorkspace(ctx, input.workspaceId, "manage");
  return ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, ctx, input.workspaceId, "manage");
    const member = await findMember(tx, input);
    requirePower(workspace, member, member.role);
    if (member.role === "owner") await keepAnOwner(tx, workspace);
    await tx.delete(memberships).where(isMember(input));
    await record(tx, ctx, workspace, {
      action: "member.remove",
      subject: member.userId,
      detail: member.email,
    });
    return member;
  });
}

export async function leaveWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<{ readonly name: string }> {
  return ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, ctx, input.workspaceId, "read");
    if (workspace.role === "owner") await keepAnOwner(tx, workspace);
    await tx.delete(memberships).where(isMember({ workspaceId: workspace.id, userId: ctx.user.id }));
    const entry = { action: "member.leave", subject: ctx.user.id, detail: ctx.user.email } as const;
    await record(tx, ctx, workspace, entry);
    return { name: workspace.name };
  });
}

const isMember = ({ workspaceId, userId }: MemberInput) =>
  and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId));

async function findMember(tx: Db, input: MemberInput): Promise<Member> {
  const [member] = await (isUuid(input.userId)
    ? tx
        .select({ userId: users.id, email: users.email, role: memberships.role })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(isMember(input))
    : []);
  if (member === undefined) throw new Refused("not_found", "This person is not a member any more.");
  return member;
}

function requirePower(workspace: AccessibleWorkspace, member: Member, role: Role): void {
  if (!mayGive(workspace.role, member.role) || !mayGive(workspace.role, role))
    throw new Refused("forbidden", "Only an owner can make or change an owner.");
}

/** Of an owner who is about to be none: there must be another. The workspace's row is locked. */
async function keepAnOwner(tx: Db, { id, name }: AccessibleWorkspace): Promise<void> {
  const [owners] = await tx
    .select({ number: count() })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, id), eq(memberships.role, "owner")));
  if ((owners?.number ?? 0) > 1) return;
  throw new Refused(
    "last_owner",
    `${name} would be left without an owner. Make another member an owner first.`,
  );
}

const record = (tx: Db, ctx: UserContext, workspace: AccessibleWorkspace, entry: AuditEntry): Promise<void> =>
  recordAudit(tx, ctx, { ...entry, workspaceId: workspace.id, appId: null });
