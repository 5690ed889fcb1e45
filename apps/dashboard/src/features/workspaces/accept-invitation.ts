/** Joins the workspace of an invitation. The link of its mail also proves the caller's address. */
import { invitations, memberships } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { countAttempt } from "../auth/count-attempt.ts";
import { claimAddress, refuseOthersAddress } from "../auth/own-address.ts";
import { MAIL_LINKS_PER_ADDRESS } from "../auth/verify-email.ts";
import { findInvitation } from "./find-invitation.ts";

export async function acceptInvitation({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly token: string };
}): Promise<{ readonly workspaceId: string }> {
  await countAttempt(ctx.db, MAIL_LINKS_PER_ADDRESS, ctx.ipAddress);
  return ctx.db.transaction(async (tx) => {
    const found = await findInvitation({ ctx: { db: tx }, input });
    if (found === null)
      throw new Refused(
        "link_used_up",
        "This invitation was used or revoked, or is older than 7 days. Ask for a new one.",
      );
    const { id, workspaceId, email, role, provesAddress } = found;
    if (email !== ctx.user.email)
      throw new Refused(
        "forbidden",
        `This invitation is for ${email}. You are signed in as ${ctx.user.email}.`,
      );
    await (provesAddress ? claimAddress(tx, ctx, ctx.user) : refuseOthersAddress(tx, ctx.user));
    const taken = await tx
      .delete(invitations)
      .where(eq(invitations.id, id))
      .returning({ id: invitations.id });
    if (taken.length === 0)
      throw new Refused("link_used_up", "This invitation was used or revoked meanwhile.");
    await tx.insert(memberships).values({ workspaceId, userId: ctx.user.id, role }).onConflictDoNothing();
    const entry = { action: "member.join", subject: ctx.user.id, detail: `${email}, ${role}` } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId, appId: null });
    return { workspaceId };
  });
}
