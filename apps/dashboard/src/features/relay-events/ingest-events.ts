/** Applies what the relay reports. Any event may come twice, late, or before the one it follows from. */
import type { Db } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { ServiceContext } from "../../context.ts";
import { touchApps } from "../../touch-app.ts";
import { applyLinkEvent, isLinkEvent } from "./apply-link-event.ts";
import { applySessionEvent, isSessionEvent } from "./apply-session-event.ts";
import { cleanEvent } from "./clean-event.ts";
import { countCalls } from "./count-calls.ts";
import { countRefusals } from "./count-refusals.ts";
import { catchUp, newestReports } from "./note-reports.ts";
import { quarantine, quarantineReason } from "./quarantine.ts";

/** All of the batch or nothing of it. Returns how many events were taken, counted now or before. */
export async function ingestEvents({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: readonly RelayEvent[];
}): Promise<{ readonly accepted: number }> {
  await ctx.db.transaction((tx) => writeEvents(ctx.log, tx, input));
  return { accepted: input.length };
}

/** The part of it that belongs into a transaction. */
export async function writeEvents(
  log: ServiceContext["log"],
  tx: Db,
  input: readonly RelayEvent[],
): Promise<void> {
  const nowMs = Date.now();
  const events = input.map(cleanEvent).toSorted((a, b) => a.atMs - b.atMs);
  const appIds = [...new Set(events.map(({ appId }) => appId))];
  const known = await touchApps(tx, appIds, newestReports(events, nowMs));
  const good: RelayEvent[] = [];
  for (const event of events) {
    const reason = quarantineReason(event, known, nowMs);
    if (reason === null) good.push(event);
    else {
      log.warn({ eventId: event.id, kind: event.kind, appId: event.appId, reason }, "event quarantined");
      await quarantine(tx, event, reason);
    }
  }
  await apply(tx, good);
  await catchUp(tx, good);
}

async function apply(tx: Db, events: readonly RelayEvent[]): Promise<void> {
  for (const event of events) {
    if (isSessionEvent(event)) await applySessionEvent(tx, event);
    else if (isLinkEvent(event)) await applyLinkEvent(tx, event);
  }
  await countCalls(
    tx,
    events.filter((event) => event.kind === "call_finished"),
  );
  await countRefusals(
    tx,
    events.filter((event) => event.kind === "origin_refused"),
  );
}
