/** Who may do what with an app: the first line of every verb about one. */
import { apps, type Db, memberships, workspaces } from "@agent-socket/db";
import { isAppId } from "@agent-socket/protocol";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import type { CurrentUser, UserContext } from "./context.ts";
import { isRestorable } from "./deleted-app.ts";
import { Refused } from "./refused.ts";
import { may, type Permission, refusalOf, type Role } from "./roles.ts";

export type AccessibleApp = { readonly id: string; readonly workspaceId: string; readonly role: Role };

/**
 * The app, if the caller's membership of its workspace allows `need`. An app of another workspace, a deleted one and
 * one that never existed get the same answer.
 */
export async function requireApp(
  { db, user }: UserContext,
  appId: string,
  need: Permission,
): Promise<AccessibleApp> {
  const [app] = await (isAppId(appId) ? findApp(db, user, appId) : []);
  if (app === undefined) throw new Refused("not_found", "This app does not exist.");
  if (!may(app.role, need)) throw new Refused("forbidden", refusalOf(app.role, need));
  return app;
}

/** The same for an app that was deleted and can be restored yet. */
export async function requireDeletedApp(
  { db, user }: UserContext,
  appId: string,
  need: Permission,
): Promise<AccessibleApp> {
  const [app] = await (isAppId(appId) ? findApp(db, user, appId, isRestorable) : []);
  if (app === undefined) throw new Refused("not_found", "This app does not exist, or is gone for good.");
  if (!may(app.role, need)) throw new Refused("forbidden", refusalOf(app.role, need));
  return app;
}

const findApp = (
  db: Db,
  user: CurrentUser,
  appId: string,
  state: SQL = isNull(apps.deletedAt),
): Promise<readonly AccessibleApp[]> =>
  db
    .select({ id: apps.id, workspaceId: apps.workspaceId, role: memberships.role })
    .from(apps)
    .innerJoin(workspaces, eq(workspaces.id, apps.workspaceId))
    .innerJoin(memberships, eq(memberships.workspaceId, apps.workspaceId))
    .where(and(eq(apps.id, appId), state, isNull(workspaces.deletedAt), eq(memberships.userId, user.id)));
