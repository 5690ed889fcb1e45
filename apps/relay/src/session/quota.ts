/** The app's calls of the month, as the dashboard counts them. */
import { no, ok, refuse, type Result } from "@agent-socket/protocol";
import type { Session } from "./session.ts";

/** The dashboard says until when; when that has passed, calls go on without its word. */
export function withinQuota({ record, ports }: Pick<Session, "record" | "ports">): Result<null> {
  const untilMs = record?.callsUsedUpUntilMs ?? null;
  const now = ports.now();
  if (untilMs === null || untilMs <= now) return ok(null);
  const day = new Date(untilMs).toISOString().slice(0, 10);
  return no(
    refuse("quota_exceeded", `The app has used up its calls of this month. Nothing was run.`, {
      hint: `Stop, and tell the user: this same link works again on ${day} (UTC), or once the app's owner has a larger quota.`,
      retryAfterSeconds: Math.ceil((untilMs - now) / 1000),
    }),
  );
}
