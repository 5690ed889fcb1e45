/** Revokes an app key: once the relay knows, nothing connects with it any more. */
import { appKeys } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

const UNKNOWN_KEY = "This key does not exist, or it was revoked before.";

export async function revokeAppKey({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly keyId: string };
}): Promise<{ readonly activation: Activation }> {
  const app = await requireApp(ctx, input.appId, "change");
  if (!/^[0-9A-Z]{1,16}$/.test(input.keyId)) throw new Refused("not_found", UNKNOWN_KEY);
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const revoked = await tx
      .update(appKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(appKeys.appId, app.id), eq(appKeys.id, input.keyId), isNull(appKeys.revokedAt)))
      .returning({ id: appKeys.id });
    if (revoked.length === 0) throw new Refused("not_found", UNKNOWN_KEY);
    return { value: null, audit: { action: "app_key.revoke", subject: input.keyId } };
  });
  return { activation };
}
