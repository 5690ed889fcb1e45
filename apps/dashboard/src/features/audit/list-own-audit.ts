/** What was changed of the caller's own account lately, for them to notice what they did not do. */
import { auditEvents } from "@agent-socket/db";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { truncateAddress } from "./truncate-address.ts";

const SHOWN = 10;

export type OwnAuditRow = {
  readonly id: string;
  readonly atMs: number;
  readonly action: string;
  readonly detail: string | null;
  readonly network: string | null;
};

export async function listOwnAudit({ ctx }: { ctx: UserContext }): Promise<readonly OwnAuditRow[]> {
  const found = await ctx.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.actorId, ctx.user.id), isNull(auditEvents.workspaceId)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(SHOWN);
  return found.map(({ id, at, action, detail, ipAddress }) => ({
    id: String(id),
    atMs: at.getTime(),
    action,
    detail,
    network: truncateAddress(ipAddress),
  }));
}
