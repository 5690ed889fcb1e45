/** Counts what the relay delivered, and how old it was. */
import "server-only";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { metrics } from "./metrics.ts";

export function noteEvents(events: readonly RelayEvent[], nowMs = Date.now()): void {
  const { calls, eventDelaySeconds, events: counter } = metrics();
  for (const event of events) {
    counter.inc({ kind: event.kind });
    // The clocks of two machines differ a little.
    eventDelaySeconds.observe(Math.max(0, nowMs - event.atMs) / 1000);
    if (event.kind === "call_finished") calls.inc({ outcome: event.outcome });
  }
}
