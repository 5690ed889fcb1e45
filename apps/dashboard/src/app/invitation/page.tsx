/** `/invitation?token=`: where the mailed link leads. */
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { signOutAction } from "../../features/auth/actions.ts";
import { currentUser } from "../../features/auth/current-user.ts";
import { requestContext } from "../../features/auth/request-context.ts";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AcceptForm } from "../../features/workspaces/accept-form.tsx";
import { acceptInvitationAction } from "../../features/workspaces/actions.ts";
import { findInvitation, type OpenInvitation } from "../../features/workspaces/find-invitation.ts";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { one, pathWith, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const token = one((await searchParams)["token"]) ?? "";
  const [invitation, user] = await Promise.all([
    findInvitation({ ctx: await requestContext(), input: { token } }),
    currentUser(),
  ]);
  if (invitation === null) return <NoInvitation />;
  return (
    <AuthFrame
      title={`Join ${invitation.workspaceName}`}
      description={
        <>
          {invitation.invitedBy ?? "Somebody"} invites you as {invitation.role}, with the address{" "}
          <span className="font-medium wrap-anywhere text-ink">{invitation.email}</span>.
        </>
      }
      picture={<HeroPicture stacked />}
      footer="Members of a workspace see each other's names and addresses."
    >
      <Ways invitation={invitation} token={token} signedInAs={user?.email ?? null} />
    </AuthFrame>
  );
}

type WaysProps = {
  readonly invitation: OpenInvitation;
  readonly token: string;
  readonly signedInAs: string | null;
};

function Ways({ invitation, token, signedInAs }: WaysProps): ReactNode {
  if (signedInAs === invitation.email)
    return (
      <AcceptForm token={token} workspaceName={invitation.workspaceName} accept={acceptInvitationAction} />
    );
  const next = pathWith("/invitation", { token });
  if (signedInAs === null)
    return (
      <div className="grid gap-3">
        <ButtonLink
          href={pathWith("/signup", { next, email: invitation.email })}
          tone="primary"
          className="h-10!"
        >
          Create an account
        </ButtonLink>
        <ButtonLink href={pathWith("/signin", { next, email: invitation.email })} className="h-10!">
          Sign in
        </ButtonLink>
      </div>
    );
  return (
    <form action={signOutAction} className="grid gap-4">
      <p>
        You are signed in as <span className="font-medium wrap-anywhere">{signedInAs}</span>. Sign out, then
        open the link in the mail again.
      </p>
      <SubmitButton className="h-10!">Sign out</SubmitButton>
    </form>
  );
}

function NoInvitation() {
  return (
    <AuthFrame
      title="This invitation does not work any more"
      description="It was accepted or revoked, or it is older than 7 days. Ask whoever invited you for a new one."
      picture={<HeroPicture stacked />}
      footer={
        <>
          Have an account? <TextLink href="/signin">Sign in</TextLink>
        </>
      }
    >
      <ButtonLink href="/apps" tone="primary" className="h-10!">
        Go to your apps
      </ButtonLink>
    </AuthFrame>
  );
}
