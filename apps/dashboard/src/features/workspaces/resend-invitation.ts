/** Mails an open invitation again: a new link that works for its full time, in place of the old one. */
import { invitations } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { isUuid } from "../../is-uuid.ts";
import { Refused } from "../../refused.ts";
import { requireWorkspace } from "../../workspace-access.ts";
import { newInvitationSecrets } from "./invitation-secret.ts";
import { type Invited, invited, mailInvitation, requireInvitable } from "./invite-member.ts";

export const UNKNOWN_INVITATION = "This invitation does not exist any more: it was accepted or revoked.";

export async function resendInvitation({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string; readonly invitationId: string };
}): Promise<Invited> {
  const workspace = await requireWorkspace(ctx, input.workspaceId, "manage");
  if (!isUuid(input.invitationId)) throw new Refused("not_found", UNKNOWN_INVITATION);
  const isIt = and(eq(invitations.workspaceId, workspace.id), eq(invitations.id, input.invitationId));
  const [found] = await ctx.db.select().from(invitations).where(isIt);
  if (found === undefined) throw new Refused("not_found", UNKNOWN_INVITATION);
  await requireInvitable(ctx, workspace, found.role);
  const { mailed, copied, kept } = await newInvitationSecrets();
  await ctx.db.transaction(async (tx) => {
    const renewed = await tx.update(invitations).set(kept).where(isIt).returning({ id: invitations.id });
    if (renewed.length === 0) throw new Refused("not_found", UNKNOWN_INVITATION);
    const entry = { action: "member.invite_again", subject: found.id, detail: found.email } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId: workspace.id, appId: null });
  });
  mailInvitation(ctx, { to: found.email, role: found.role, secret: mailed, workspaceName: workspace.name });
  return invited(ctx, found.email, copied);
}
