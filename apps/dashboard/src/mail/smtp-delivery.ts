/** Hands mails to an SMTP server. The one file that knows nodemailer. */
import { createTransport } from "nodemailer";
import type { Delivery } from "./mailer.ts";

/** `url`: `smtp://user:password@host:587`, or `smtps://…`. `from`: `Name <address>`. */
export function smtpDelivery({ url, from }: { readonly url: string; readonly from: string }): Delivery {
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  return async ({ to, subject, text, html }) => {
    try {
      await transport.sendMail({ to, subject, text, html });
    } catch (cause) {
      throw new Error(`The SMTP server did not take the mail (${codeOf(cause)}).`);
    }
  };
}

/** The server's own words may repeat the recipient, which the log must not. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
  const status =
    "responseCode" in cause && typeof cause.responseCode === "number" ? cause.responseCode : null;
  return status === null ? code : `${code}, ${status}`;
}
