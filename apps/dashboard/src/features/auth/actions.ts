"use server";
/** The doors of signing up, in and out, and of mailed links. */
import { redirect } from "next/navigation";
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import { runAction, runUserAction } from "../../run-action.ts";
import { safeNextPath } from "./next-path.ts";
import { requestContext } from "./request-context.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { resetPassword } from "./reset-password.ts";
import { sendVerification } from "./send-verification.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { endLogin, forgetLoginCookie, startLogin } from "./start-login.ts";
import { verifyEmail } from "./verify-email.ts";

/** Fields: `email`, `password`, hidden `next` (a path). Signs in and redirects to `next`, else to `/apps/new`. */
export async function signUpAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await requestContext();
  const input = { email: textOf(form, "email"), password: textOf(form, "password") };
  const state = await runAction(ctx, form, async () => {
    await startLogin(await signUp({ ctx, input }));
    return null;
  });
  if (state.status !== "done") return state;
  redirect(safeNextPath(textOf(form, "next"), "/apps/new"));
}

/** Fields: `email`, `password`, hidden `next` (a path). Redirects to `next`, else to `/apps`. */
export async function signInAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await requestContext();
  const input = { email: textOf(form, "email"), password: textOf(form, "password") };
  const state = await runAction(ctx, form, async () => {
    await startLogin(await signIn({ ctx, input }));
    return null;
  });
  if (state.status !== "done") return state;
  redirect(safeNextPath(textOf(form, "next"), "/apps"));
}

/** For `<form action={signOutAction}>`. Redirects to `/`. */
export async function signOutAction(): Promise<void> {
  await endLogin();
  await forgetLoginCookie();
  redirect("/");
}

/** No fields. */
export async function sendVerificationAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly email: string }>> {
  return runUserAction(form, (ctx) => sendVerification({ ctx }));
}

/** Fields: hidden `token`. */
export async function verifyEmailAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly email: string }>> {
  const ctx = await requestContext();
  return runAction(ctx, form, () => verifyEmail({ ctx, input: { token: textOf(form, "token") } }));
}

/** Fields: `email`. Done also when the address has no account. */
export async function requestPasswordResetAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly email: string }>> {
  const ctx = await requestContext();
  return runAction(ctx, form, () => requestPasswordReset({ ctx, input: { email: textOf(form, "email") } }));
}

/** Fields: hidden `token`, `password`. Signs in and redirects to `/apps`. */
export async function resetPasswordAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await requestContext();
  const input = { token: textOf(form, "token"), password: textOf(form, "password") };
  const state = await runAction(ctx, form, async () => {
    await startLogin(await resetPassword({ ctx, input }));
    return null;
  });
  if (state.status !== "done") return state;
  redirect("/apps");
}
