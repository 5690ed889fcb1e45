/** The workspaces that the caller is in, the longest known first. */
import { memberships, workspaces } from "@agent-socket/db";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import type { Role } from "../../roles.ts";

export type WorkspaceSummary = { readonly id: string; readonly name: string; readonly role: Role };

export async function listWorkspaces({ ctx }: { ctx: UserContext }): Promise<readonly WorkspaceSummary[]> {
  return ctx.db
    .select({ id: workspaces.id, name: workspaces.name, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(memberships.userId, ctx.user.id), isNull(workspaces.deletedAt)))
    .orderBy(asc(memberships.createdAt), asc(workspaces.id));
}

/** The workspace to begin with: the one that was open last in this browser, else the one they are in the longest. */
export async function preferredWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly lastOpened: string | null };
}): Promise<string | null> {
  const all = await listWorkspaces({ ctx });
  return (all.find(({ id }) => id === input.lastOpened) ?? all[0])?.id ?? null;
}
