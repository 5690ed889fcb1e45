/** `/signup?next=&email=` */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hasGitHub } from "../../env.ts";
import { signUpAction } from "../../features/auth/actions.ts";
import { CredentialsForm } from "../../features/auth/credentials-form.tsx";
import { currentUser } from "../../features/auth/current-user.ts";
import { GitHubButton } from "../../features/auth/github-button.tsx";
import { safeNextPath } from "../../features/auth/next-path.ts";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { one, pathWith, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Create your account" };

export default async function SignUpPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const query = await searchParams;
  const [next, email] = [one(query["next"]), one(query["email"])];
  if ((await currentUser()) !== null) redirect(safeNextPath(next, "/apps"));
  return (
    <AuthFrame
      title="Create your account"
      description="Then name your app, and connect it with ten lines."
      picture={<HeroPicture stacked />}
      footer={
        <>
          Have an account? <TextLink href={pathWith("/signin", { next, email })}>Sign in</TextLink>
        </>
      }
    >
      <CredentialsForm kind="sign-up" action={signUpAction} next={next} email={email} />
      {hasGitHub() && <GitHubButton next={next} />}
    </AuthFrame>
  );
}
