/** Who changed what, from where: written in the transaction of the change. */
import { auditEvents, type Db } from "@agent-socket/db";
import type { UserContext } from "./context.ts";

export type AuditAction =
  | "app.create"
  | "app.rename"
  | "app_key.create"
  | "app_key.revoke"
  | "origin.allow"
  | "origin.remove"
  | "link.revoke"
  | "session.end";

/** `subject`: the id of what was changed. */
export type AuditEntry = { readonly action: AuditAction; readonly subject: string };

export async function recordAudit(
  tx: Db,
  { user, ipAddress, requestId }: UserContext,
  entry: AuditEntry & { readonly workspaceId: string; readonly appId: string },
): Promise<void> {
  await tx.insert(auditEvents).values({ ...entry, actorId: user.id, ipAddress, requestId });
}
