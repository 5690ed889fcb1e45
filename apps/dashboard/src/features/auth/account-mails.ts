/** The mails about a person's own account, in their words. */
import type { Mail } from "../../mail/mail.ts";

const NOT_YOU = "If this was not you, ignore this mail: nothing happens without the link in it.";

export const verifyMail = (to: string, url: string): Mail => ({
  kind: "verify e-mail",
  to,
  subject: "Verify your e-mail address",
  paragraphs: ["Welcome to agent-socket. Confirm that this address is yours. The link works for three days."],
  link: { label: "Verify this address", url },
  footer: NOT_YOU,
});

export const alreadyHaveAccountMail = (to: string, url: string): Mail => ({
  kind: "already have an account",
  to,
  subject: "You already have an account",
  paragraphs: [
    "Somebody, perhaps you, just signed up at agent-socket with this address. It belongs to an account that you already have, and that one has not changed.",
    "If it was you, sign in to your account. If you forgot its password, you can set a new one there.",
  ],
  link: { label: "Sign in", url },
  footer:
    "If it was not you, you need not do anything: nobody can use your address without reading your mails.",
});

export const resetPasswordMail = (to: string, url: string): Mail => ({
  kind: "reset password",
  to,
  subject: "Set a new password",
  paragraphs: ["Set a new password for your agent-socket account. The link works once, for one hour."],
  link: { label: "Set a new password", url },
  footer: NOT_YOU,
});

export const passwordChangedMail = (to: string, url: string): Mail => ({
  kind: "password changed",
  to,
  subject: "Your password was changed",
  paragraphs: ["The password of your agent-socket account was changed, and all its other logins were ended."],
  link: { label: "Set a new password", url },
  footer: "If this was not you, set a new password at once.",
});
