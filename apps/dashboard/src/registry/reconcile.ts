/** Makes the relay's registry say again what this database says. Doing it twice does nothing the second time. */
import { apps } from "@agent-socket/db";
import { NOTHING_USED_UP } from "@agent-socket/protocol/control-plane";
import { eq } from "drizzle-orm";
import type { ServiceContext } from "../context.ts";
import { overtake, publishAgain } from "./change-registry.ts";
import { type Drift, findDrift } from "./find-drift.ts";
import { publishApp } from "./publish-app.ts";

export type Reconciliation =
  | {
      readonly ok: true;
      readonly apps: number;
      readonly drift: readonly Drift[];
      /** What still differs, with the reason; apps that only the relay knows are left alone. */
      readonly unmended: readonly { readonly appId: string; readonly reason: string }[];
    }
  | { readonly ok: false; readonly reason: string };

export async function reconcile(ctx: ServiceContext): Promise<Reconciliation> {
  const found = await findDrift(ctx);
  if (!found.ok) return found;
  const unmended: { appId: string; reason: string }[] = [];
  for (const drift of found.drift) {
    const reason = await mend(ctx, drift);
    if (reason !== null) unmended.push({ appId: drift.appId, reason });
  }
  return { ...found, unmended };
}

/** `null`: mended. */
async function mend(ctx: ServiceContext, drift: Drift): Promise<string | null> {
  if (drift.kind === "unknown") return "Only the relay knows this app. Is this the relay's database?";
  await ctx.db.transaction(async (tx) => {
    await tx.select({ id: apps.id }).from(apps).where(eq(apps.id, drift.appId)).for("no key update");
    if (drift.kind === "newer" || drift.kind === "different")
      await overtake(tx, drift.appId, drift.relayVersion ?? 0);
    else await publishAgain(tx, drift.appId, drift.version ?? 1);
  });
  const activation = await publishApp(ctx, drift.appId);
  return activation.state === "active" ? null : activation.reason;
}

/** Has the relay forget an app that this database does not know: nobody could change or suspend it. */
export async function removeUnknown(ctx: ServiceContext, drift: Drift): Promise<string | null> {
  const answer = await ctx.relay.putApp({
    version: (drift.relayVersion ?? 0) + 1,
    appId: drift.appId,
    name: "A removed app",
    status: "deleted",
    origins: [],
    keyHashes: [],
    linkCalls: "off",
    holdForMs: 0,
    usedUp: NOTHING_USED_UP,
  });
  return answer.ok ? null : answer.reason;
}
