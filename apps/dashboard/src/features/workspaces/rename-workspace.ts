/** Gives a workspace another name. */
import { workspaces } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import * as v from "valibot";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { requireWorkspace } from "../../workspace-access.ts";
import { WorkspaceName } from "./workspace-name.ts";

const Input = v.object({ workspaceId: v.string(), name: WorkspaceName });

export async function renameWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof Input>;
}): Promise<{ readonly name: string }> {
  const workspace = await requireWorkspace(ctx, input.workspaceId, "manage");
  const { name } = parseInput(Input, input);
  if (name === workspace.name) return { name };
  await ctx.db.transaction(async (tx) => {
    await tx.update(workspaces).set({ name }).where(eq(workspaces.id, workspace.id));
    const detail = `${workspace.name} → ${name}`;
    const entry = { action: "workspace.rename", subject: workspace.id, detail } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId: workspace.id, appId: null });
  });
  return { name };
}
