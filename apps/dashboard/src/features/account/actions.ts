"use server";
/** The doors of a person's own account. */
import { redirect } from "next/navigation";
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import { runAction, runUserAction } from "../../run-action.ts";
import { userContext } from "../auth/current-user.ts";
import { forgetLoginCookie } from "../auth/start-login.ts";
import { changeName } from "./change-name.ts";
import { changePassword } from "./change-password.ts";
import { deleteAccount } from "./delete-account.ts";
import { endLogin, endOtherLogins } from "./end-login.ts";

/** Fields: `name`. */
export async function changeNameAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly name: string }>> {
  return runUserAction(form, (ctx) => changeName({ ctx, input: { name: textOf(form, "name") } }));
}

/** Fields: `currentPassword`, `newPassword`. */
export async function changePasswordAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly endedLogins: number }>> {
  return runUserAction(form, (ctx) =>
    changePassword({
      ctx,
      input: { currentPassword: textOf(form, "currentPassword"), newPassword: textOf(form, "newPassword") },
    }),
  );
}

/** Fields: hidden `loginId`. */
export async function endLoginAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly ended: number }>> {
  return runUserAction(form, (ctx) => endLogin({ ctx, input: { loginId: textOf(form, "loginId") } }));
}

/** No fields. */
export async function endOtherLoginsAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly ended: number }>> {
  return runUserAction(form, (ctx) => endOtherLogins({ ctx }));
}

/** Fields: `email` (the account's own, typed again). Redirects to `/`. */
export async function deleteAccountAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const state = await runAction(ctx, form, async () => {
    await deleteAccount({ ctx, input: { email: textOf(form, "email") } });
    await forgetLoginCookie();
    return null;
  });
  if (state.status !== "done") return state;
  redirect("/");
}
