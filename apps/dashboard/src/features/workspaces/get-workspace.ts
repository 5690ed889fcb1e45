/** One workspace, for its pages: what the caller may do in it. */
import type { UserContext } from "../../context.ts";
import { may, type Role } from "../../roles.ts";
import { requireWorkspace } from "../../workspace-access.ts";

export type WorkspaceDetails = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly mayChange: boolean;
  readonly mayManage: boolean;
  readonly mayDelete: boolean;
};

export async function getWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly workspaceId: string };
}): Promise<WorkspaceDetails> {
  const workspace = await requireWorkspace(ctx, input.workspaceId, "read");
  const { role } = workspace;
  return {
    ...workspace,
    mayChange: may(role, "change"),
    mayManage: may(role, "manage"),
    mayDelete: may(role, "own"),
  };
}
