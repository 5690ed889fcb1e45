/** `/forgot-password` */
import type { Metadata } from "next";
import { mailKind } from "../../env.ts";
import { requestPasswordResetAction } from "../../features/auth/actions.ts";
import { ForgotPasswordForm } from "../../features/auth/forgot-password-form.tsx";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { TextLink } from "../../ui/text-link.tsx";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  return (
    <AuthFrame
      title="Forgotten password"
      description="We mail you a link with which you set a new one."
      picture={<HeroPicture stacked />}
      footer={
        <>
          It came back to you? <TextLink href="/signin">Sign in</TextLink>
        </>
      }
    >
      <ForgotPasswordForm hasMailbox={mailKind() === "mailbox"} request={requestPasswordResetAction} />
    </AuthFrame>
  );
}
