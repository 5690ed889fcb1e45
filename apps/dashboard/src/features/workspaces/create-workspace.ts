/** Makes a workspace and its maker the owner. */
import { memberships, workspaces } from "@agent-socket/db";
import { count, eq } from "drizzle-orm";
import * as v from "valibot";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { WorkspaceName } from "./workspace-name.ts";

/** Far above what a person needs; a script that runs wild stops here. */
const MAX_WORKSPACES_PER_PERSON = 50;

const Input = v.object({ name: WorkspaceName });

export async function createWorkspace({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof Input>;
}): Promise<{ readonly id: string }> {
  const { name } = parseInput(Input, input);
  const { db, user } = ctx;
  const [held] = await db
    .select({ number: count() })
    .from(memberships)
    .where(eq(memberships.userId, user.id));
  if (held !== undefined && held.number >= MAX_WORKSPACES_PER_PERSON)
    throw new Refused("limit_reached", `A person is in at most ${MAX_WORKSPACES_PER_PERSON} workspaces.`);
  return db.transaction(async (tx) => {
    const [created] = await tx.insert(workspaces).values({ name }).returning({ id: workspaces.id });
    if (created === undefined) throw new Error("The workspace was not created.");
    const { id } = created;
    await tx.insert(memberships).values({ workspaceId: id, userId: user.id, role: "owner" });
    const entry = { action: "workspace.create", subject: id, detail: name } as const;
    await recordAudit(tx, ctx, { ...entry, workspaceId: id, appId: null });
    return { id };
  });
}
