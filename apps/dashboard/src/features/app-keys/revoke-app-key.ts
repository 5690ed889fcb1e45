/** Revokes an app key: once the relay knows, nothing connects with it any more. */
import { appKeys } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

export async function revokeAppKey({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly keyId: string };
}): Promise<{ readonly activation: Activation | null }> {
  const app = await requireApp(ctx, input.appId, "change");
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const revoked = await tx
      .update(appKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(appKeys.appId, app.id), eq(appKeys.id, input.keyId), isNull(appKeys.revokedAt)))
      .returning({ id: appKeys.id });
    if (revoked.length === 0) throw new Refused("not_found", "This key does not exist, or it was revoked before.");
    return { value: null, audit: { action: "app_key.revoke", subject: input.keyId } };
  });
  return { activation };
}
