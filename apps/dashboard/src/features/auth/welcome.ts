/** What the mailbox of a claimed address hears: verify it, or that it has an account already. */
import type { CurrentUser, ServiceContext } from "../../context.ts";
import type { Mail } from "../../mail/mail.ts";
import { alreadyHaveAccountMail, verifyMail } from "./account-mails.ts";
import { mayMail } from "./mail-limit.ts";
import { issueMailToken } from "./mail-token.ts";
import { ownerOfAddress } from "./own-address.ts";

export async function composeWelcome(
  { db, mail }: ServiceContext,
  { id, email }: CurrentUser,
): Promise<Mail | null> {
  if (!(await mayMail(db, email))) return null;
  const owner = await ownerOfAddress(db, email);
  if (owner !== null && owner !== id) return alreadyHaveAccountMail(email, `${mail.siteUrl}/signin`);
  const secret = await issueMailToken(db, id, "verify_email");
  return verifyMail(email, `${mail.siteUrl}/verify-email?token=${secret}`);
}
