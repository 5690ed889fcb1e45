/** Events that would change figures which people have already read, or that belong to nobody: set aside, not lost. */
import { type Db, quarantinedEvents } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";

export type QuarantineReason = (typeof quarantinedEvents.$inferSelect)["reason"];

const DAY_MS = 24 * 3_600_000;
/** Longer than any queue keeps a message, even one that waited out an outage in a session's own storage. */
export const MAX_EVENT_AGE_MS = 35 * DAY_MS;
/** The difference that two honest clocks may have. */
const MAX_EVENT_LEAD_MS = 5 * 60_000;

export function quarantineReason(
  event: RelayEvent,
  knownApps: ReadonlySet<string>,
  nowMs: number,
): QuarantineReason | null {
  return knownApps.has(event.appId) ? wrongTime(event, nowMs) : "unknown_app";
}

export function wrongTime(event: RelayEvent, nowMs: number): Exclude<QuarantineReason, "unknown_app"> | null {
  const startedAtMs = event.kind === "call_finished" ? event.startedAtMs : event.atMs;
  if (Math.min(event.atMs, startedAtMs) < nowMs - MAX_EVENT_AGE_MS) return "too_old";
  if (Math.max(event.atMs, startedAtMs) > nowMs + MAX_EVENT_LEAD_MS) return "in_the_future";
  return null;
}

export async function quarantine(tx: Db, event: RelayEvent, reason: QuarantineReason): Promise<void> {
  await tx.insert(quarantinedEvents).values({ id: event.id, reason, event }).onConflictDoNothing();
}
