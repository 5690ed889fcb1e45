/** The person who is signed in, as pages, actions and routes see them. */
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { CurrentUser, UserContext } from "../../context.ts";
import { database } from "../../database.ts";
import { env } from "../../env.ts";
import { REQUEST_PATH_HEADER } from "../../security-headers.ts";
import { createLogins, type FoundLogin, type Logins } from "./logins.ts";
import { safeNextPath } from "./next-path.ts";
import { requestContext } from "./request-context.ts";

export type { CurrentUser } from "../../context.ts";

export const logins = (): Logins => createLogins(database(), env().dashboardUrl);

/** The value of the browser's login cookie, whether or not it is good for anything. */
export async function loginCookie(): Promise<string | null> {
  return (await cookies()).get(logins().cookieName)?.value ?? null;
}

/** `null` when nobody is signed in. */
export const currentLogin = cache(async (): Promise<FoundLogin | null> => {
  const cookieValue = await loginCookie();
  return cookieValue === null ? null : logins().find(cookieValue);
});

export const currentUser = async (): Promise<CurrentUser | null> => (await currentLogin())?.user ?? null;

/** For pages and actions that need a login: sends anybody else to the sign-in page, which leads back here. */
export async function userContext(): Promise<UserContext> {
  const login = await currentLogin();
  if (login === null) {
    const path = safeNextPath((await headers()).get(REQUEST_PATH_HEADER), "/apps");
    redirect(`/signin?next=${encodeURIComponent(path)}`);
  }
  return { ...(await requestContext()), ...login };
}
