/** Takes an invitation back: its link stops working. */
import { invitations } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { isUuid } from "../../is-uuid.ts";
import { Refused } from "../../refused.ts";
import { requireWorkspace } from "../../workspace-access.ts";
import { UNKNOWN_INVITATION } from "./resend-invitation.ts";

export async function revokeInvitation({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string; readonly invitationId: string };
}): Promise<{ readonly email: string }> {
  const { id: workspaceId } = await requireWorkspace(ctx, input.workspaceId, "manage");
  if (!isUuid(input.invitationId)) throw new Refused("not_found", UNKNOWN_INVITATION);
  return ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .delete(invitations)
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, input.invitationId)))
      .returning();
    if (revoked === undefined) throw new Refused("not_found", UNKNOWN_INVITATION);
    const { id: subject, email: detail } = revoked;
    await recordAudit(tx, ctx, { action: "member.uninvite", subject, detail, workspaceId, appId: null });
    return { email: revoked.email };
  });
}
