/** The workspace of the URL and who asks: read once for a request, however many parts of the page need it. */
import { notFound } from "next/navigation";
import { cache } from "react";
import type { UserContext } from "../../../context.ts";
import { userContext } from "../../../features/auth/current-user.ts";
import { getWorkspace, type WorkspaceDetails } from "../../../features/workspaces/get-workspace.ts";
import { foundOr404 } from "../../../found-or-404.ts";

export type WorkspaceParams = Promise<{ readonly workspaceId: string }>;
type Loaded = { readonly ctx: UserContext; readonly workspace: WorkspaceDetails };

export const loadWorkspace = cache(async (workspaceId: string): Promise<Loaded> => {
  const ctx = await userContext();
  return { ctx, workspace: await foundOr404(getWorkspace({ ctx, input: { workspaceId } })) };
});

/** For pages of owners and admins: for anybody else they are not there. */
export async function loadManagedWorkspace(workspaceId: string): Promise<Loaded> {
  const loaded = await loadWorkspace(workspaceId);
  if (!loaded.workspace.mayManage) notFound();
  return loaded;
}
