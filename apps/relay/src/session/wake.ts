/** One alarm, many deadlines: what is due is done, then the alarm is set for the next. */
import { limits } from "@agent-socket/protocol";
import { endSession } from "./app/attach.ts";
import { timeOut } from "./calls/endings.ts";
import { dropDeadLinks, nextLinkDropMs } from "./links.ts";
import type { Session } from "./session.ts";

const RETRY_AFTER_MS = 30_000;
const FORGET_EVERY_MS = 60_000;
const REPORT_EVERY_MS = 15_000;

/** `ship` hands over the events and never throws: a queue that is down must not keep the deadlines from being met. */
export async function wake(session: Session, ship: () => Promise<void>): Promise<void> {
  const { store, ports, record } = session;
  if (record === null) return;
  const now = ports.now();
  for (const { call } of session.pending.values()) if (call.deadlineAtMs <= now) timeOut(session, call);
  if (isHeldTooLong(session, now)) endSession(session, "expired");
  await ship();
  store.calls.expire(now);
  dropDeadLinks(session, now);
  if (record.end !== null && record.end.atMs + limits.TOMBSTONE_MS <= now && store.events.isEmpty()) {
    session.record = null;
    session.links.clear();
    return store.erase();
  }
  ports.wakeAt(nextDeadlineMs(session, now));
}

function isHeldTooLong({ record }: Session, now: number): boolean {
  return (
    record !== null &&
    record.end === null &&
    record.awaySinceMs !== null &&
    record.awaySinceMs + record.holdForMs <= now
  );
}

/** Also asked when a stored session comes back to memory, so that an alarm that was lost is set again. */
export function nextDeadlineMs(session: Session, now: number): number {
  const { record, store, pending } = session;
  // Of the others the request that waits for them keeps the time.
  const deadlines = [...pending.values()].filter(({ isRemembered }) => isRemembered);
  const expiry = store.calls.nextExpiryMs();
  const nextReport = store.events.nextDueMs();
  return Math.max(
    now + 1000,
    Math.min(
      lifetimeEndMs(record, now),
      ...deadlines.map(({ call }) => call.deadlineAtMs),
      // An event that could not be handed over is due already: it is tried again, but not at once.
      nextReport === null ? Infinity : Math.max(nextReport, now + REPORT_EVERY_MS),
      // What expires is only forgotten: no hurry, and many at once.
      expiry === null ? Infinity : Math.max(expiry, now + FORGET_EVERY_MS),
      nextLinkDropMs(session) ?? Infinity,
    ),
  );
}

/** When the session itself needs attention: its app may vanish unnoticed, be away for too long, or have ended it. */
function lifetimeEndMs(record: Session["record"], now: number): number {
  if (record === null) return now + RETRY_AFTER_MS;
  const { end, awaySinceMs, holdForMs } = record;
  if (end !== null) return Math.max(end.atMs + limits.TOMBSTONE_MS, now + RETRY_AFTER_MS);
  return awaySinceMs === null ? now + Math.max(holdForMs, RETRY_AFTER_MS) : awaySinceMs + holdForMs;
}
