"use server";
/** The doors of sign-up, sign-in and sign-out. */
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ActionState } from "../../action-state.ts";
import type { CurrentUser } from "../../context.ts";
import { textOf } from "../../form-text.ts";
import { runAction } from "../../run-action.ts";
import { loginCookie, logins } from "./current-user.ts";
import { safeNextPath } from "./next-path.ts";
import { requestContext } from "./request-context.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";

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
  const { name, value, attributes } = logins().blankCookie();
  (await cookies()).set(name, value, attributes);
  redirect("/");
}

async function startLogin(user: CurrentUser): Promise<void> {
  await endLogin();
  const { name, value, attributes } = await logins().open(user.id);
  (await cookies()).set(name, value, attributes);
}

async function endLogin(): Promise<void> {
  const cookieValue = await loginCookie();
  if (cookieValue !== null) await logins().end(cookieValue);
}
