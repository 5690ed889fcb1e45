/** The two secrets of an invitation, what is kept of them, and the mail that carries one. */
import { sha256 } from "@agent-socket/protocol";
import { sql } from "drizzle-orm";
import type { CurrentUser } from "../../context.ts";
import type { Mail } from "../../mail/mail.ts";
import type { Role } from "../../roles.ts";
import { newMailSecret } from "../auth/mail-token.ts";

const LASTS_DAYS = 7;

/**
 * `kept`: for the table. `mailed` goes into the mail and nowhere else, so it proves the address to which it went; `copied`
 * is shown once to the inviter, and proves only that they gave it away.
 */
export async function newInvitationSecrets() {
  const [mailed, copied] = [newMailSecret(), newMailSecret()];
  const [tokenHash, copiedHash] = await Promise.all([sha256(mailed), sha256(copied)]);
  const expiresAt = sql`now() + ${LASTS_DAYS} * interval '1 day'`;
  return { mailed, copied, kept: { tokenHash, copiedHash, sentAt: sql`now()`, expiresAt } };
}

export const invitationUrl = (siteUrl: string, secret: string): string =>
  `${siteUrl}/invitation?token=${secret}`;

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
    link: { label: "See the invitation", url: invitationUrl(siteUrl, secret) },
    footer: "If you do not know this person, ignore this mail: nothing happens without the link in it.",
  };
}
