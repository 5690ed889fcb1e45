/** Suspends an app, or lets it work again: its sessions lose their sockets, its links stay. */
import { apps } from "@agent-socket/db";
import { and, eq, ne } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

export async function setSuspended({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly suspended: boolean };
}): Promise<{ readonly activation: Activation }> {
  const app = await requireApp(ctx, input.appId, "change");
  const status = input.suspended ? "suspended" : "active";
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const changed = await tx
      .update(apps)
      .set({ status })
      .where(and(eq(apps.id, app.id), ne(apps.status, status)))
      .returning({ id: apps.id });
    const action = input.suspended ? "app.suspend" : "app.resume";
    return { value: null, audit: changed.length === 0 ? null : { action, subject: app.id } };
  });
  return { activation };
}
