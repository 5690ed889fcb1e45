/** Who may do what in a workspace: the first line of every verb about one. */
import { type Db, memberships, workspaces } from "@agent-socket/db";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import type { UserContext } from "./context.ts";
import { isRestorableWorkspace } from "./deleted-workspace.ts";
import { isUuid } from "./is-uuid.ts";
import { Refused } from "./refused.ts";
import { may, type Permission, refusalOf, type Role } from "./roles.ts";

export type AccessibleWorkspace = { readonly id: string; readonly name: string; readonly role: Role };

/** The workspace, if the caller's membership allows `need`. One of others and one that never was get the same answer. */
export async function requireWorkspace(
  { db, user }: Pick<UserContext, "db" | "user">,
  workspaceId: string,
  need: Permission,
): Promise<AccessibleWorkspace> {
  const [found] = await (isUuid(workspaceId) ? findWorkspace(db, user.id, workspaceId) : []);
  if (found === undefined) throw new Refused("not_found", "This workspace does not exist.");
  if (!may(found.role, need)) throw new Refused("forbidden", refusalOf(found.role, need));
  return found;
}

/** The same for one that was deleted and can be restored yet. */
export async function requireDeletedWorkspace(
  { db, user }: Pick<UserContext, "db" | "user">,
  workspaceId: string,
  need: Permission,
): Promise<AccessibleWorkspace> {
  const [found] = await (isUuid(workspaceId)
    ? findWorkspace(db, user.id, workspaceId, isRestorableWorkspace)
    : []);
  if (found === undefined)
    throw new Refused("not_found", "This workspace does not exist, or is gone for good.");
  if (!may(found.role, need)) throw new Refused("forbidden", refusalOf(found.role, need));
  return found;
}

/**
 * The same inside a transaction, with the workspace's row locked: changes of one workspace's members happen one after
 * the other, so that two owners cannot leave at once, and nobody acts by a role that was just taken.
 */
export async function lockWorkspace(
  tx: Db,
  ctx: UserContext,
  workspaceId: string,
  need: Permission,
): Promise<AccessibleWorkspace> {
  if (isUuid(workspaceId))
    await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId))
      .for("no key update");
  return requireWorkspace({ db: tx, user: ctx.user }, workspaceId, need);
}

const findWorkspace = (
  db: Db,
  userId: string,
  workspaceId: string,
  state: SQL = isNull(workspaces.deletedAt),
): Promise<AccessibleWorkspace[]> =>
  db
    .select({ id: workspaces.id, name: workspaces.name, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(workspaces.id, workspaceId), state, eq(memberships.userId, userId)));
