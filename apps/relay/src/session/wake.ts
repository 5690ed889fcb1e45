/** One alarm, many deadlines: what is due is done, then the alarm is set for the next. */
import { limits } from "@agent-socket/protocol";
import { endSession } from "./attach.ts";
import { timeOut } from "./calls.ts";
import { ship } from "./outbox.ts";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { Session } from "./session.ts";

const RETRY_AFTER_MS = 30_000;

export async function wake(
  session: Session,
  send: (events: readonly RelayEvent[]) => Promise<void>,
): Promise<void> {
  const { store, ports, record } = session;
  if (record === null) return;
  const now = ports.now();
  for (const call of store.unfinishedCalls()) if (call.deadlineAtMs <= now) timeOut(session, call);
  if (isHeldTooLong(session, now)) endSession(session, "expired");
  await ship(session, send);
  store.dropExpiredCalls(now);
  if (record.end !== null && record.end.atMs + limits.TOMBSTONE_MS <= now) {
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
  const end = record?.end ?? null;
  const lifetime =
    end === null ? (record?.awaySinceMs ?? now) + (record?.holdForMs ?? 0) : end.atMs + limits.TOMBSTONE_MS;
  const call = store.nextCallDeadlineMs() ?? lifetime;
  const outbox = store.hasEvents() ? now + RETRY_AFTER_MS : lifetime;
  return Math.max(now + 1000, Math.min(lifetime, call, outbox));
}
