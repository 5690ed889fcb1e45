/** What waits, over all apps: changes that the relay has not acknowledged, and events that nobody could count. */
import { apps, links, quarantinedEvents, registryOutbox } from "@agent-socket/db";
import { and, count, isNotNull, isNull, max, min } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";

export type Waiting = {
  readonly count: number;
  /** How long the oldest has waited; 0 when there is none. */
  readonly oldestMs: number;
};
type QuarantineReason = (typeof quarantinedEvents.$inferSelect)["reason"];
export type Backlog = {
  readonly registryChanges: Waiting;
  readonly revocations: Waiting;
  readonly quarantined: Readonly<Record<QuarantineReason, number>>;
  /** The relay's time of its newest event in the books; `null` before the first. */
  readonly reportedMs: number | null;
};

export async function readBacklog({ ctx: { db } }: { ctx: ServiceContext }): Promise<Backlog> {
  const [changes, revocations, quarantined, reported] = await Promise.all([
    db.select({ count: count(), since: min(registryOutbox.createdAt) }).from(registryOutbox),
    db
      .select({ count: count(), since: min(links.revokeRequestedAt) })
      .from(links)
      .where(and(isNotNull(links.revokeRequestedAt), isNull(links.revokedAt))),
    db
      .select({ reason: quarantinedEvents.reason, count: count() })
      .from(quarantinedEvents)
      .groupBy(quarantinedEvents.reason),
    db.select({ at: max(apps.reportedAt) }).from(apps),
  ]);
  const counts: Record<QuarantineReason, number> = { too_old: 0, in_the_future: 0, unknown_app: 0 };
  for (const row of quarantined) counts[row.reason] = row.count;
  return {
    registryChanges: waiting(changes[0]),
    revocations: waiting(revocations[0]),
    quarantined: counts,
    reportedMs: reported[0]?.at?.getTime() ?? null,
  };
}

function waiting(row: { readonly count: number; readonly since: Date | null } | undefined): Waiting {
  const since = row?.since?.getTime();
  return { count: row?.count ?? 0, oldestMs: since === undefined ? 0 : Math.max(0, Date.now() - since) };
}
