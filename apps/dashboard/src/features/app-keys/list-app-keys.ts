/** The keys of an app, newest first, revoked ones included. The keys themselves are never shown again. */
import { appKeys } from "@agent-socket/db";
import { desc, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";

export type AppKeySummary = {
  readonly id: string;
  readonly label: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
  readonly revokedAtMs: number | null;
};

export async function listAppKeys({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<readonly AppKeySummary[]> {
  const app = await requireApp(ctx, input.appId, "read");
  const rows = await ctx.db
    .select()
    .from(appKeys)
    .where(eq(appKeys.appId, app.id))
    .orderBy(desc(appKeys.createdAt), desc(appKeys.id));
  return rows.map(({ id, label, createdAt, lastUsedAt, revokedAt }) => ({
    id,
    label,
    createdAtMs: createdAt.getTime(),
    lastUsedAtMs: lastUsedAt?.getTime() ?? null,
    revokedAtMs: revokedAt?.getTime() ?? null,
  }));
}
