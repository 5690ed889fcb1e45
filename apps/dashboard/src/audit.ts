/** Who changed what, from where: written in the transaction of the change. */
import { auditEvents, type Db } from "@agent-socket/db";
import type { UserContext } from "./context.ts";

export const AUDIT_ACTIONS = [
  "app.create",
  "app.rename",
  "app.suspend",
  "app.resume",
  "app.change_policy",
  "app.delete",
  "app.restore",
  "app_key.create",
  "app_key.revoke",
  "origin.allow",
  "origin.remove",
  "link.create",
  "link.revoke",
  "session.end",
  "workspace.create",
  "workspace.rename",
  "workspace.delete",
  "workspace.restore",
  "member.invite",
  "member.invite_again",
  "member.uninvite",
  "member.join",
  "member.change_role",
  "member.remove",
  "member.leave",
  "account.verify_email",
  "account.change_name",
  "account.change_password",
  "account.reset_password",
  "account.connect_github",
  "account.end_login",
  "account.end_other_logins",
  "account.delete",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `subject`: the id of what was changed. `detail`: what a person should read beside it. */
export type AuditEntry = {
  readonly action: AuditAction;
  readonly subject: string;
  readonly detail?: string;
};

/** Where it was changed: in a workspace, perhaps in one of its apps, or in the person's own account. */
type AuditPlace =
  | { readonly workspaceId: string; readonly appId: string | null }
  | { readonly workspaceId: null; readonly appId: null };

export const OWN_ACCOUNT = { workspaceId: null, appId: null } as const;

export async function recordAudit(
  tx: Db,
  {
    user,
    ipAddress,
    requestId,
  }: Pick<UserContext, "ipAddress" | "requestId"> & { readonly user: { readonly id: string } },
  entry: AuditEntry & AuditPlace,
): Promise<void> {
  await tx.insert(auditEvents).values({ ...entry, actorId: user.id, ipAddress, requestId });
}
