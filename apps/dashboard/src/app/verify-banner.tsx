/** Asks somebody with an unverified address to verify it, where mails can be sent at all. Nothing waits for it. */
import type { CurrentUser } from "../context.ts";
import { mailKind } from "../env.ts";
import { sendVerificationAction } from "../features/auth/actions.ts";
import { VerifyNotice } from "../features/auth/verify-notice.tsx";

export function VerifyBanner({ user }: { readonly user: CurrentUser }) {
  const mail = mailKind();
  if (user.emailVerified || mail === "off") return null;
  return (
    <div className="mb-6">
      <VerifyNotice email={user.email} hasMailbox={mail === "mailbox"} send={sendVerificationAction} />
    </div>
  );
}
