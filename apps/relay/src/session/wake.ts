/** One alarm, many deadlines: what is due is done, then the alarm is set for the next. */
import { limits } from "@agent-socket/protocol";
import { endSession } from "./attach.ts";
import { timeOut } from "./calls.ts";
import type { Session } from "./session.ts";

const RETRY_AFTER_MS = 30_000;

/** `ship` hands over the events and never throws: a queue that is down must not keep the deadlines from being met. */
export async function wake(session: Session, ship: () => Promise<void>): Promise<void> {
  const { store, ports, record } = session;
  if (record === null) return;
  const now = ports.now();
  for (const call of store.unfinishedCalls()) if (call.deadlineAtMs <= now) timeOut(session, call);
  if (isHeldTooLong(session, now)) endSession(session, "expired");
  await ship();
  store.dropExpiredCalls(now);
  if (record.end !== null && record.end.atMs + limits.TOMBSTONE_MS <= now && !store.hasEvents()) {
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

function nextDeadlineMs({ record, store }: Session, now: number): number {
  const lifetime = lifetimeEndMs(record, now);
  const call = store.nextCallDeadlineMs() ?? lifetime;
  const outbox = store.hasEvents() ? now + RETRY_AFTER_MS : lifetime;
  return Math.max(now + 1000, Math.min(lifetime, call, outbox));
}

/** When the session itself needs attention: its app may vanish unnoticed, be away for too long, or have ended it. */
function lifetimeEndMs(record: Session["record"], now: number): number {
  if (record === null) return now + RETRY_AFTER_MS;
  const { end, awaySinceMs, holdForMs } = record;
  if (end !== null) return Math.max(end.atMs + limits.TOMBSTONE_MS, now + RETRY_AFTER_MS);
  return awaySinceMs === null ? now + Math.max(holdForMs, RETRY_AFTER_MS) : awaySinceMs + holdForMs;
}
