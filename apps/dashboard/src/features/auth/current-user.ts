/** The person who is signed in, as pages, actions and routes see them. */
import type { RequestContext, UserContext } from "../../context.ts";

export type CurrentUser = { readonly id: string; readonly email: string };

/** `null` when nobody is signed in. */
export async function currentUser(): Promise<CurrentUser | null> {
  throw new Error("pending");
}

/** For pages and actions that need a login: sends anybody else to the sign-in page, which leads back here. */
export async function userContext(): Promise<UserContext> {
  throw new Error("pending");
}

/** For what anybody may do. */
export async function requestContext(): Promise<RequestContext> {
  throw new Error("pending");
}
