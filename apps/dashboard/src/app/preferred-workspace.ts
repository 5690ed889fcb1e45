/** Which workspace a page without one in its address is about. */
import { cookies } from "next/headers";
import { userContext } from "../features/auth/current-user.ts";
import { preferredWorkspace } from "../features/workspaces/list-workspaces.ts";
import { LAST_WORKSPACE_COOKIE } from "../last-workspace-cookie.ts";

/** Who is in no workspace any more makes one. */
export async function preferredWorkspacePath(page: "" | "/new-app"): Promise<string> {
  const ctx = await userContext();
  const lastOpened = (await cookies()).get(LAST_WORKSPACE_COOKIE)?.value ?? null;
  const id = await preferredWorkspace({ ctx, input: { lastOpened } });
  return id === null ? "/workspaces/new" : `/workspaces/${id}${page}`;
}
