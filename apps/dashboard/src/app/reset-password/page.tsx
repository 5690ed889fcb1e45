/** `/reset-password?token=`: where the mailed link leads. */
import type { Metadata } from "next";
import { resetPasswordAction } from "../../features/auth/actions.ts";
import { requestContext } from "../../features/auth/request-context.ts";
import { canResetPassword } from "../../features/auth/reset-password.ts";
import { ResetPasswordForm } from "../../features/auth/reset-password-form.tsx";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { one, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Set a new password" };

export default async function ResetPasswordPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const token = one((await searchParams)["token"]) ?? "";
  const isGood = await canResetPassword({ ctx: await requestContext(), input: { token } });
  return (
    <AuthFrame
      title={isGood ? "Set a new password" : "This link does not work any more"}
      description={
        isGood
          ? "You are signed out everywhere else then."
          : "It was used already, or it is older than an hour."
      }
      picture={<HeroPicture stacked />}
      footer={
        <>
          Back to <TextLink href="/signin">Sign in</TextLink>
        </>
      }
    >
      {isGood ? (
        <ResetPasswordForm token={token} reset={resetPasswordAction} />
      ) : (
        <ButtonLink href="/forgot-password" tone="primary" className="h-10!">
          Get a new link
        </ButtonLink>
      )}
    </AuthFrame>
  );
}
