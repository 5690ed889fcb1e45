/** An app's quotas and how much of them is used, for its pages. */
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { countUse, readQuota } from "./count-use.ts";
import { monthOf, type Quota, type Use } from "./quota.ts";

export type QuotaState = {
  readonly quota: Quota;
  readonly use: Use;
  /** When the count of calls begins anew. */
  readonly monthEndsMs: number;
  /** What the relay was told to refuse. */
  readonly refuses: { readonly calls: boolean; readonly sessions: boolean };
};

export async function getQuota({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly defaults: Quota };
}): Promise<QuotaState> {
  const { id } = await requireApp(ctx, input.appId, "read");
  const nowMs = Date.now();
  const { own, quota } = await readQuota(ctx.db, id, input.defaults);
  const use = await countUse(ctx.db, id, nowMs);
  return {
    quota,
    use,
    monthEndsMs: monthOf(nowMs).toMs,
    refuses: {
      calls: (own?.callsUntil?.getTime() ?? 0) > nowMs,
      sessions: own?.sessionsUsedUp ?? false,
    },
  };
}
