/** The secret of an invitation's link, what is kept of it, and the mail that carries it. */
import { sha256 } from "@agent-socket/protocol";
import { sql } from "drizzle-orm";
import type { CurrentUser } from "../../context.ts";
import type { Mail } from "../../mail/mail.ts";
import type { Role } from "../../roles.ts";
import { newMailSecret } from "../auth/mail-token.ts";

const LASTS_DAYS = 7;

/** `kept`: for the table. The secret itself goes into the mail and nowhere else. */
export async function newInvitationSecret() {
  const secret = newMailSecret();
  const expiresAt = sql`now() + ${LASTS_DAYS} * interval '1 day'`;
  return { secret, kept: { tokenHash: await sha256(secret), sentAt: sql`now()`, expiresAt } };
}

export function invitationMail(options: {
  readonly to: string;
  readonly by: Pick<CurrentUser, "name" | "email">;
  readonly workspaceName: string;
  readonly role: Role;
  readonly siteUrl: string;
  readonly secret: string;
}): Mail {
  const { to, by, workspaceName, role, siteUrl, secret } = options;
  const inviter = by.name === "" ? by.email : `${by.name} (${by.email})`;
  return {
    kind: "invitation",
    to,
    subject: `Join ${workspaceName} on agent-socket`,
    paragraphs: [
      `${inviter} invites you into the workspace ${workspaceName}, as ${role}.`,
      `The link works for ${LASTS_DAYS} days, for the account with this address: ${to}`,
    ],
    link: { label: "See the invitation", url: `${siteUrl}/invitation?token=${secret}` },
    footer: "If you do not know this person, ignore this mail: nothing happens without the link in it.",
  };
}
