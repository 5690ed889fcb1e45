/** What the server does by itself while it runs: the safety nets and the housekeeping. */
import "server-only";
import type { ServiceContext } from "./context.ts";
import { env } from "./env.ts";
import { lookAtRelay } from "./features/health/relay-watch.ts";
import { resendRevocations } from "./features/links/resend-revocations.ts";
import { weighQuotas } from "./features/quotas/weigh-quotas.ts";
import { keepHouse } from "./housekeeping.ts";
import { log } from "./log.ts";
import { metrics } from "./metrics/metrics.ts";
import { publishDue } from "./registry/publish-due.ts";
import { reconcile } from "./registry/reconcile.ts";
import { serviceContext } from "./service-context.ts";

const SAFETY_NET_MS = 2_000;
const WEIGH_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 5_000;
const HOURLY_MS = 3_600_000;

export function startBackground(): void {
  const ctx = contextOrExit();
  repeat("publish registry changes", SAFETY_NET_MS, () => publishDue(ctx));
  repeat("resend revocations", SAFETY_NET_MS, () => resendRevocations(ctx));
  repeat("weigh quotas", WEIGH_EVERY_MS, () => weighQuotas(ctx, env().defaultQuota));
  repeat("look at the relay", LOOK_EVERY_MS, async () => {
    await lookAtRelay(env().relayUrl);
  });
  repeat("forget what is over", HOURLY_MS, async () => {
    await keepHouse(ctx, env().dashboardUrl);
  });
  repeat("reconcile the registry", HOURLY_MS, () => mendDrift(ctx));
}

/** Pushes and their repeats leave nothing to mend; what is found here was changed behind their backs. */
async function mendDrift(ctx: ServiceContext): Promise<void> {
  const done = await reconcile(ctx);
  if (!done.ok) log.info({ reason: done.reason }, "registry not reconciled");
  else if (done.drift.length > 0)
    log.warn({ drift: done.drift, unmended: done.unmended }, "registry drifted");
}

/** A server that lacks its environment could answer nothing: it says what is missing and ends. */
function contextOrExit(): ServiceContext {
  try {
    return serviceContext();
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  }
}

/** One round after the other, never two at once; a round that fails is logged and the next one comes. */
function repeat(name: string, everyMs: number, work: () => Promise<void>): void {
  const round = async (): Promise<void> => {
    try {
      await work();
      metrics().backgroundRounds.inc({ work: name, outcome: "done" });
    } catch (cause) {
      metrics().backgroundRounds.inc({ work: name, outcome: "failed" });
      log.error({ err: cause, work: name }, "background work failed");
    }
    // Unreferenced: the process may end between two rounds.
    setTimeout(() => void round(), everyMs).unref();
  };
  void round();
}
