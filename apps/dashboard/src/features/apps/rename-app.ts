/** Gives an app another name, here and in what AI chats read. */
import { apps } from "@agent-socket/db";
import { and, eq, ne } from "drizzle-orm";
import * as v from "valibot";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";
import { AppName } from "./app-name.ts";

const RenameAppInput = v.object({ appId: v.string(), name: AppName });

export async function renameApp({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof RenameAppInput>;
}): Promise<{ readonly activation: Activation }> {
  const app = await requireApp(ctx, input.appId, "change");
  const { name } = parseInput(RenameAppInput, input);
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const renamed = await tx
      .update(apps)
      .set({ name })
      .where(and(eq(apps.id, app.id), ne(apps.name, name)))
      .returning({ id: apps.id });
    return { value: null, audit: renamed.length === 0 ? null : { action: "app.rename", subject: app.id } };
  });
  return { activation };
}
