/** What a batch tells of the books themselves: how far they reach, and which sessions work by an older entry. */
import { apps, type Db } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { inArray } from "drizzle-orm";
import { publishAgain } from "../../registry/change-registry.ts";
import { workByOlderEntry } from "../../registry/refresh-sessions.ts";
import { isSessionEvent } from "./apply-session-event.ts";
import { wrongTime } from "./quarantine.ts";

/** The relay's time of the newest event of each app, of those that can be counted where they say they belong. */
export function newestReports(events: readonly RelayEvent[], nowMs: number): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const event of events.filter((one) => wrongTime(one, nowMs) === null))
    newest.set(event.appId, Math.max(event.atMs, newest.get(event.appId) ?? event.atMs));
  return newest;
}

/**
 * A session that connected by an entry which was replaced meanwhile, or by a copy that the platform had not replaced
 * yet, is told of the newest one. The apps of the batch are locked.
 */
export async function catchUp(tx: Db, events: readonly RelayEvent[]): Promise<void> {
  const appIds = new Set(
    events.filter((event) => isSessionEvent(event) && "entryVersion" in event).map(({ appId }) => appId),
  );
  if (appIds.size === 0) return;
  const current = await tx
    .select({ appId: apps.id, version: apps.registryVersion })
    .from(apps)
    .where(inArray(apps.id, [...appIds]));
  for (const { appId, version } of current)
    if ((await workByOlderEntry(tx, appId, version)) > 0) await publishAgain(tx, appId, version);
}
