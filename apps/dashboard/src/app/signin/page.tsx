/** `/signin?next=&email=` */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hasGitHub } from "../../env.ts";
import { signInAction } from "../../features/auth/actions.ts";
import { CredentialsForm } from "../../features/auth/credentials-form.tsx";
import { currentUser } from "../../features/auth/current-user.ts";
import { GitHubButton } from "../../features/auth/github-button.tsx";
import { GitHubFault } from "../../features/auth/github-fault.tsx";
import { safeNextPath } from "../../features/auth/next-path.ts";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { one, pathWith, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const query = await searchParams;
  const [next, email] = [one(query["next"]), one(query["email"])];
  if ((await currentUser()) !== null) redirect(safeNextPath(next, "/apps"));
  return (
    <AuthFrame
      title="Sign in"
      description="Good to see you again."
      picture={<HeroPicture stacked />}
      footer={
        <>
          New here? <TextLink href={pathWith("/signup", { next, email })}>Create an account</TextLink>
        </>
      }
    >
      <GitHubFault fault={one(query["github"])} />
      <CredentialsForm kind="sign-in" action={signInAction} next={next} email={email} />
      <p>
        <TextLink href="/forgot-password">Forgotten your password?</TextLink>
      </p>
      {hasGitHub() && <GitHubButton next={next} />}
    </AuthFrame>
  );
}
