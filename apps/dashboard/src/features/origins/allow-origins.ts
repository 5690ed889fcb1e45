/** The change itself: origins become allowed, and what was refused for lack of it is settled. */
import { allowedOrigins, type Db, refusedOrigins } from "@agent-socket/db";
import { and, count, eq, inArray } from "drizzle-orm";
import { Refused } from "../../refused.ts";
import type { RegistryChange } from "../../registry/change-registry.ts";

/** Each travels to the relay with every change of the app. */
const MAX_ORIGINS = 100;

/** The value: those that were not allowed before. */
export async function allowOrigins(
  tx: Db,
  appId: string,
  origins: readonly string[],
): Promise<RegistryChange<readonly string[]>> {
  const rows = await tx
    .insert(allowedOrigins)
    .values(origins.map((origin) => ({ appId, origin })))
    .onConflictDoNothing()
    .returning({ origin: allowedOrigins.origin });
  const added = rows.map(({ origin }) => origin);
  const [held] = await tx
    .select({ origins: count() })
    .from(allowedOrigins)
    .where(eq(allowedOrigins.appId, appId));
  if (held !== undefined && held.origins > MAX_ORIGINS)
    throw new Refused(
      "limit_reached",
      `An app has at most ${MAX_ORIGINS} allowed origins. Remove some first.`,
    );
  await tx
    .delete(refusedOrigins)
    .where(and(eq(refusedOrigins.appId, appId), inArray(refusedOrigins.origin, [...origins])));
  return {
    value: added,
    audit: added.length === 0 ? null : { action: "origin.allow", subject: added.join(" ") },
  };
}
