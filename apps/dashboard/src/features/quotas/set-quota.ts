/** Gives an app quotas of its own: for operators. What is left out stays; `null` is the deployment's default again. */
import { appQuotas, apps } from "@agent-socket/db";
import { and, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import { Refused } from "../../refused.ts";

/** Takes effect with the next round of `weighQuotas`. */
export async function setQuota({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: {
    readonly appId: string;
    readonly callsPerMonth?: number | null;
    readonly liveSessions?: number | null;
  };
}): Promise<void> {
  const { appId, ...given } = input;
  await ctx.db.transaction(async (tx) => {
    const [app] = await tx
      .select({ id: apps.id })
      .from(apps)
      .where(and(eq(apps.id, appId), isNull(apps.deletedAt)))
      .for("no key update");
    if (app === undefined) throw new Refused("not_found", `There is no app ${appId}.`);
    const changed = { ...given, countedActivity: -1 };
    await tx
      .insert(appQuotas)
      .values({ appId, ...changed })
      .onConflictDoUpdate({ target: appQuotas.appId, set: changed });
  });
}
