/** Takes an origin off the list: once the relay knows, no app connects from it any more. */
import { allowedOrigins } from "@agent-socket/db";
import { parseOriginPattern } from "@agent-socket/protocol";
import { and, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

const UNKNOWN_ORIGIN = "This origin is not on the list.";

export async function removeOrigin({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly origin: string };
}): Promise<{ readonly activation: Activation }> {
  const app = await requireApp(ctx, input.appId, "change");
  if (parseOriginPattern(input.origin) !== input.origin) throw new Refused("not_found", UNKNOWN_ORIGIN);
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const removed = await tx
      .delete(allowedOrigins)
      .where(and(eq(allowedOrigins.appId, app.id), eq(allowedOrigins.origin, input.origin)))
      .returning({ origin: allowedOrigins.origin });
    if (removed.length === 0) throw new Refused("not_found", UNKNOWN_ORIGIN);
    return { value: null, audit: { action: "origin.remove", subject: input.origin } };
  });
  return { activation };
}
