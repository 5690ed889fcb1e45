/** Sets what links that act may do, and how long a session waits for an app that went away. */
import { apps } from "@agent-socket/db";
import { limits } from "@agent-socket/protocol";
import { LinkCallPolicy } from "@agent-socket/protocol/control-plane";
import { and, eq, ne, or } from "drizzle-orm";
import * as v from "valibot";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

const ChangePolicyInput = v.object({
  appId: v.string(),
  linkCalls: v.picklist(LinkCallPolicy.options, "Choose one of the three."),
  holdForMs: v.pipe(
    v.string(),
    v.regex(/^\d{1,10}$/, "Choose one of the times."),
    v.transform(Number),
    v.maxValue(limits.REGISTERED_HOLD_MS, "A session is kept for at most 7 days."),
  ),
});

export async function changePolicy({
  ctx,
  input,
}: {
  ctx: UserContext;
  /** As a form has them. */
  input: { readonly appId: string; readonly linkCalls: string; readonly holdForMs: string };
}): Promise<{ readonly activation: Activation }> {
  const app = await requireApp(ctx, input.appId, "change");
  const { linkCalls, holdForMs } = parseInput(ChangePolicyInput, input);
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const changed = await tx
      .update(apps)
      .set({ linkCalls, holdForMs })
      .where(and(eq(apps.id, app.id), or(ne(apps.linkCalls, linkCalls), ne(apps.holdForMs, holdForMs))))
      .returning({ id: apps.id });
    const detail = `links that act: ${linkCalls}, kept for ${holdForMs / 60_000} min`;
    return {
      value: null,
      audit: changed.length === 0 ? null : { action: "app.change_policy", subject: app.id, detail },
    };
  });
  return { activation };
}
