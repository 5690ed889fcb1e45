/** Who may do what with an app: the first line of every verb about one. */
import { apps, type Db, memberships, type ROLES } from "@agent-socket/db";
import { isAppId } from "@agent-socket/protocol";
import { and, eq, isNull } from "drizzle-orm";
import type { CurrentUser, UserContext } from "./context.ts";
import { Refused } from "./refused.ts";

export type Role = (typeof ROLES)[number];
export type AccessibleApp = { readonly id: string; readonly workspaceId: string; readonly role: Role };

export const mayChange = (role: Role): boolean => role !== "viewer";

/**
 * The app, if the caller's membership of its workspace allows `need`. An app of another workspace, a deleted one and
 * one that never existed get the same answer.
 */
export async function requireApp(
  { db, user }: UserContext,
  appId: string,
  need: "read" | "change",
): Promise<AccessibleApp> {
  const [app] = await (isAppId(appId) ? findApp(db, user, appId) : []);
  if (app === undefined) throw new Refused("not_found", "This app does not exist.");
  if (need === "change" && !mayChange(app.role))
    throw new Refused("forbidden", "Your role in this workspace is viewer, which may look but not change.");
  return app;
}

const findApp = (db: Db, user: CurrentUser, appId: string): Promise<readonly AccessibleApp[]> =>
  db
    .select({ id: apps.id, workspaceId: apps.workspaceId, role: memberships.role })
    .from(apps)
    .innerJoin(memberships, eq(memberships.workspaceId, apps.workspaceId))
    .where(and(eq(apps.id, appId), isNull(apps.deletedAt), eq(memberships.userId, user.id)));
