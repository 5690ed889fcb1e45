/** One app, for its pages. */
import { apps, registryOutbox } from "@agent-socket/db";
import type { LinkCallPolicy } from "@agent-socket/protocol/control-plane";
import { asc, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { RegistryState } from "../../registry/activation.ts";
import { may, type Role } from "../../roles.ts";

export type AppDetails = {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly createdAtMs: number;
  readonly role: Role;
  /** Whether the caller's role may change anything of the app. */
  readonly mayChange: boolean;
  /** Whether it allows to delete the app. */
  readonly mayManage: boolean;
  readonly linkCalls: LinkCallPolicy;
  readonly holdForMs: number;
  readonly registry: RegistryState;
};

export async function getApp({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string };
}): Promise<AppDetails> {
  const { id, workspaceId, role } = await requireApp(ctx, input.appId, "read");
  const [row] = await ctx.db
    .select({ app: apps, waiting: registryOutbox })
    .from(apps)
    .leftJoin(registryOutbox, eq(registryOutbox.appId, apps.id))
    .where(eq(apps.id, id))
    .orderBy(asc(registryOutbox.version))
    .limit(1);
  if (row === undefined || row.app.status === "deleted")
    throw new Refused("not_found", "This app does not exist.");
  const { name, status, createdAt, linkCalls, holdForMs } = row.app;
  return {
    id,
    workspaceId,
    name,
    status,
    createdAtMs: createdAt.getTime(),
    role,
    mayChange: may(role, "change"),
    mayManage: may(role, "manage"),
    linkCalls,
    holdForMs,
    registry: registryState(row.app, row.waiting),
  };
}

/** `waiting`: the oldest change that the relay has not acknowledged. */
function registryState(
  app: typeof apps.$inferSelect,
  waiting: typeof registryOutbox.$inferSelect | null,
): RegistryState {
  if (waiting === null) return { state: "active", sinceMs: (app.acknowledgedAt ?? app.createdAt).getTime() };
  return { state: "pending", sinceMs: waiting.createdAt.getTime(), reason: waiting.lastError };
}
