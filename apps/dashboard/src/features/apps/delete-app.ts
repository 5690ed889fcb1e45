/** Deletes an app: the relay refuses it at once, and for a week it can be restored. */
import { apps } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

export async function deleteApp({
  ctx,
  input,
}: {
  ctx: UserContext;
  /** `typedName`: the app's name, typed again. */
  input: { readonly appId: string; readonly typedName: string };
}): Promise<{ readonly workspaceId: string; readonly activation: Activation }> {
  const { id, workspaceId } = await requireApp(ctx, input.appId, "manage");
  const { activation } = await changeRegistry(ctx, id, async (tx) => {
    const [app] = await tx.select({ name: apps.name }).from(apps).where(eq(apps.id, id));
    if (app?.name !== input.typedName.trim()) throw notItsName(app?.name ?? "");
    await tx
      .update(apps)
      .set({ status: "deleted", deletedAt: sql`now()`, statusBefore: apps.status })
      .where(and(eq(apps.id, id), isNull(apps.deletedAt)));
    return { value: null, audit: { action: "app.delete", subject: id, detail: app.name } };
  });
  return { workspaceId, activation };
}

function notItsName(name: string): Refused {
  const message = `Type ${name} to delete this app.`;
  return new Refused("invalid", message, { typedName: message });
}
