/** `/verify-email?token=`: where the mailed link leads. */
import type { Metadata } from "next";
import { verifyEmailAction } from "../../features/auth/actions.ts";
import { requestContext } from "../../features/auth/request-context.ts";
import { findVerification } from "../../features/auth/verify-email.ts";
import { VerifyEmailForm } from "../../features/auth/verify-email-form.tsx";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { one, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Verify your address" };

export default async function VerifyEmailPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const token = one((await searchParams)["token"]) ?? "";
  const found = await findVerification({ ctx: await requestContext(), input: { token } });
  return (
    <AuthFrame
      title={found === null ? "This link does not work any more" : "Verify your address"}
      description={
        found === null ? (
          "It was used already, or it is older than three days. Signed in, you can have a new one sent."
        ) : (
          <>
            You confirm that you made an agent-socket account with{" "}
            <span className="font-medium wrap-anywhere text-ink">{found.email}</span>.
          </>
        )
      }
      picture={<HeroPicture stacked />}
      footer="You made no account? Leave this page: without the button nothing happens."
    >
      {found === null ? (
        <ButtonLink href="/apps" tone="primary" className="h-10!">
          Go to your apps
        </ButtonLink>
      ) : (
        <VerifyEmailForm token={token} verify={verifyEmailAction} />
      )}
    </AuthFrame>
  );
}
