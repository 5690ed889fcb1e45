/** Takes an origin off the list: once the relay knows, no app connects from it any more. */
import { allowedOrigins } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

export async function removeOrigin({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly origin: string };
}): Promise<{ readonly activation: Activation | null }> {
  const app = await requireApp(ctx, input.appId, "change");
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const removed = await tx
      .delete(allowedOrigins)
      .where(and(eq(allowedOrigins.appId, app.id), eq(allowedOrigins.origin, input.origin)))
      .returning({ origin: allowedOrigins.origin });
    if (removed.length === 0) throw new Refused("not_found", "This origin is not on the list.");
    return { value: null, audit: { action: "origin.remove", subject: input.origin } };
  });
  return { activation };
}
