/** Invites somebody by mail into a workspace. Who is invited already gets a new mail, and perhaps another role. */
import { type Db, invitations, memberships, ROLES, users } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import * as v from "valibot";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import type { Mail } from "../../mail/mail.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { mayGive } from "../../roles.ts";
import { type AccessibleWorkspace, lockWorkspace, requireWorkspace } from "../../workspace-access.ts";
import { type AttemptLimit, countAttempt } from "../auth/count-attempt.ts";
import { Email } from "../auth/credentials.ts";
import { mayMail } from "../auth/mail-limit.ts";
import { invitationMail, invitationUrl, newInvitationSecrets } from "./invitation-secret.ts";

export const INVITATIONS_PER_WORKSPACE: AttemptLimit = {
  name: "invitations workspace",
  tries: 50,
  windowMinutes: 24 * 60,
};
/** Members and open invitations together. */
const MAX_PEOPLE_PER_WORKSPACE = 200;

export type Invited = {
  readonly email: string;
  /** For the inviter, this one time: a link that joins without a mail. */
  readonly link: string;
  readonly isMailed: boolean;
};

const Input = v.object({
  workspaceId: v.string(),
  email: Email,
  role: v.picklist(ROLES, "Choose a role."),
});

export async function inviteMember({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string; readonly email: string; readonly role: string };
}): Promise<Invited> {
  const workspace = await requireWorkspace(ctx, input.workspaceId, "manage");
  const { email, role } = parseInput(Input, input);
  await requireInvitable(ctx, workspace, role);
  const { mailed, copied, kept } = await newInvitationSecrets();
  await ctx.db.transaction(async (tx) => {
    await lockWorkspace(tx, ctx, workspace.id, "manage");
    await refuseKnown(tx, workspace.id, email);
    const values = { workspaceId: workspace.id, email, role, invitedBy: ctx.user.id, ...kept };
    const [invitation] = await tx
      .insert(invitations)
      .values(values)
      .onConflictDoUpdate({ target: [invitations.workspaceId, invitations.email], set: values })
      .returning({ id: invitations.id });
    if (invitation === undefined) throw new Error("The invitation was not kept.");
    const entry = { action: "member.invite", subject: invitation.id, detail: `${email}, ${role}` } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId: workspace.id, appId: null });
  });
  mailInvitation(ctx, { to: email, role, secret: mailed, workspaceName: workspace.name });
  return invited(ctx, email, copied);
}

export const invited = ({ mail }: UserContext, email: string, copied: string): Invited => ({
  email,
  link: invitationUrl(mail.siteUrl, copied),
  isMailed: mail.canSend,
});

/** Mails, once it may and where it can: the limit per recipient is kept silently, for it may be somebody else's doing. */
export function mailInvitation(
  ctx: UserContext,
  invitation: Pick<Parameters<typeof invitationMail>[0], "to" | "role" | "secret" | "workspaceName">,
): void {
  const compose = async (): Promise<Mail | null> =>
    (await mayMail(ctx.db, invitation.to))
      ? invitationMail({ ...invitation, by: ctx.user, siteUrl: ctx.mail.siteUrl })
      : null;
  ctx.mail.send(compose);
}

/** Refuses what no invitation may do, whoever is invited. */
export async function requireInvitable(
  ctx: UserContext,
  workspace: AccessibleWorkspace,
  role: AccessibleWorkspace["role"],
): Promise<void> {
  if (!mayGive(workspace.role, role))
    throw new Refused("forbidden", "Only an owner can make somebody an owner.");
  // Without mail nobody can verify an address, and no mail names it.
  if (ctx.mail.canSend && !ctx.user.emailVerified)
    throw new Refused("email_unverified", "Verify your own e-mail address first: the invitation names it.");
  await countAttempt(ctx.db, INVITATIONS_PER_WORKSPACE, workspace.id);
}

async function refuseKnown(tx: Db, workspaceId: string, email: string): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(users.email, email)));
  if (member !== undefined) {
    const message = "This person is a member already.";
    throw new Refused("invalid", message, { email: message });
  }
  const members = await tx.$count(memberships, eq(memberships.workspaceId, workspaceId));
  const invited = await tx.$count(invitations, eq(invitations.workspaceId, workspaceId));
  if (members + invited >= MAX_PEOPLE_PER_WORKSPACE)
    throw new Refused("limit_reached", `A workspace has at most ${MAX_PEOPLE_PER_WORKSPACE} people.`);
}
