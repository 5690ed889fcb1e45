/** What the server does by itself while it runs: the safety nets and the housekeeping. */
import "server-only";
import type { ServiceContext } from "./context.ts";
import { database } from "./database.ts";
import { env } from "./env.ts";
import { forgetOldAttempts } from "./features/auth/count-attempt.ts";
import { createLogins } from "./features/auth/logins.ts";
import { resendRevocations } from "./features/links/resend-revocations.ts";
import { forgetRefusalEvents } from "./features/relay-events/forget-refusal-events.ts";
import { log } from "./log.ts";
import { publishDue } from "./registry/publish-due.ts";
import { serviceContext } from "./service-context.ts";

const SAFETY_NET_MS = 2_000;
const HOUSEKEEPING_MS = 3_600_000;

export function startBackground(): void {
  const ctx = contextOrExit();
  repeat("publish registry changes", SAFETY_NET_MS, () => publishDue(ctx));
  repeat("resend revocations", SAFETY_NET_MS, () => resendRevocations(ctx));
  repeat("forget what is over", HOUSEKEEPING_MS, async () => {
    await createLogins(database(), env().dashboardUrl).forgetExpired();
    await forgetOldAttempts(ctx.db);
    await forgetRefusalEvents(ctx.db);
  });
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
    } catch (cause) {
      log.error({ err: cause, work: name }, "background work failed");
    }
    // Unreferenced: the process may end between two rounds.
    setTimeout(() => void round(), everyMs).unref();
  };
  void round();
}
