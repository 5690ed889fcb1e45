/** The session's own row, and the moment from which its app counts as away. */
import { limits } from "@agent-socket/protocol";
import { offeredBy, report } from "./outbox.ts";
import type { SessionRecord } from "./records.ts";
import type { Session } from "./session.ts";

/** Whether a socket counts as half-open: nobody is behind it. */
export const isSilent = (lastHeardAtMs: number, nowMs: number): boolean =>
  nowMs - lastHeardAtMs > limits.APP_SILENT_AFTER_MS;

export function saveRecord(session: Session, record: SessionRecord): void {
  session.record = record;
  session.store.writeSession(record);
}

/** Links, tasks and briefing stay for as long as the session is held. */
export function goAway(session: Session): void {
  const { record } = session;
  session.socket = null;
  if (record === null || record.end !== null || record.awaySinceMs !== null) return;
  const awaySinceMs = session.ports.now();
  for (const link of session.links.values()) session.store.writeLink(link);
  saveRecord(session, { ...record, awaySinceMs });
  session.ports.wakeAt(awaySinceMs + record.holdForMs);
  report(session, { kind: "session_presence", online: false, ...offeredBy(session) });
}
