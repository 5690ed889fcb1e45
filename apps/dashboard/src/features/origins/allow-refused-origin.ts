/** Allows, with one click, an origin that the relay refused. */
import { refusedOrigins } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { canBeAllowed } from "../../refused-origin.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";
import { allowOrigins } from "./allow-origins.ts";

const NOT_REFUSED = "This origin is not among those that were refused. Add it by hand if it is right.";

export async function allowRefusedOrigin({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly origin: string };
}): Promise<{ readonly activation: Activation }> {
  const app = await requireApp(ctx, input.appId, "change");
  if (!canBeAllowed(input.origin, "origin_not_allowed")) throw new Refused("not_found", NOT_REFUSED);
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const rows = await tx
      .select({ origin: refusedOrigins.origin, code: refusedOrigins.code })
      .from(refusedOrigins)
      .where(and(eq(refusedOrigins.appId, app.id), eq(refusedOrigins.origin, input.origin)));
    const refused = rows.find(({ origin, code }) => canBeAllowed(origin, code));
    if (refused === undefined) throw new Refused("not_found", NOT_REFUSED);
    return allowOrigins(tx, app.id, [input.origin]);
  });
  return { activation };
}
