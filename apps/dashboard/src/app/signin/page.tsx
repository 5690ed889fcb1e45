/** `/signin` */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInAction } from "../../features/auth/actions.ts";
import { CredentialsForm } from "../../features/auth/credentials-form.tsx";
import { currentUser } from "../../features/auth/current-user.ts";
import { safeNextPath } from "../../features/auth/next-path.ts";
import { HeroPicture } from "../../features/landing/hero-picture.tsx";
import { AuthFrame } from "../../ui/auth-frame.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { one, pathWith, type SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const next = one((await searchParams)["next"]);
  if ((await currentUser()) !== null) redirect(safeNextPath(next, "/apps"));
  return (
    <AuthFrame
      title="Sign in"
      description="Good to see you again."
      picture={<HeroPicture stacked />}
      footer={
        <>
          New here? <TextLink href={pathWith("/signup", { next })}>Create an account</TextLink>
        </>
      }
    >
      <CredentialsForm kind="sign-in" action={signInAction} next={next} />
    </AuthFrame>
  );
}
