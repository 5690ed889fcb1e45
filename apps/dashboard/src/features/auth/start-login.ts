/** Gives the browser a login, in place of the one it may have. */
import { cookies, headers } from "next/headers";
import { loginCookie, logins } from "./current-user.ts";

export async function startLogin(user: { readonly id: string }): Promise<void> {
  await endLogin();
  const { name, value, attributes } = await logins().open(user.id, (await headers()).get("user-agent"));
  (await cookies()).set(name, value, attributes);
}

export async function endLogin(): Promise<void> {
  const cookieValue = await loginCookie();
  if (cookieValue !== null) await logins().end(cookieValue);
}

export async function forgetLoginCookie(): Promise<void> {
  const { name, value, attributes } = logins().blankCookie();
  (await cookies()).set(name, value, attributes);
}
