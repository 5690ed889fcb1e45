/** The consumer of the event queue: hands what sessions reported to the dashboard, signed. */
import { limits } from "@agent-socket/protocol";
import { type RelayEvent, signControl } from "@agent-socket/protocol/control-plane";
import { type Env, readSettings, type Settings } from "../env.ts";
import { logError } from "../log.ts";

const INGEST_TIMEOUT_MS = 10_000;
const RETRY_SECONDS = [2, 5, 15, 60, 300] as const;

/** What one queue message carries. */
export type QueuedEvents = { readonly events: readonly RelayEvent[] };

export async function forwardEvents(batch: MessageBatch, env: Env): Promise<void> {
  const settings = await readSettings(env);
  for (const message of batch.messages) {
    const { events } = message.body as QueuedEvents;
    const delivered = await deliver(events, settings).catch((cause: unknown) => {
      logError("events_not_delivered", { events: events.length, attempt: message.attempts }, cause);
      return false;
    });
    if (delivered) message.ack();
    else
      message.retry({
        delaySeconds: RETRY_SECONDS[Math.min(message.attempts, RETRY_SECONDS.length) - 1] ?? 300,
      });
  }
}

async function deliver(events: readonly RelayEvent[], settings: Settings): Promise<boolean> {
  // A relay without a dashboard keeps no books: there is nobody to tell.
  if (settings.dashboardUrl === null) return true;
  for (let start = 0; start < events.length; start += limits.MAX_EVENTS_PER_BATCH) {
    const part = events.slice(start, start + limits.MAX_EVENTS_PER_BATCH);
    const body = JSON.stringify({ operation: "ingest_events", target: "events", events: part });
    const response = await fetch(`${settings.dashboardUrl}/api/relay/events`, {
      method: "POST",
      headers: signControl(body, settings.controlSecrets),
      body,
      signal: AbortSignal.timeout(INGEST_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The dashboard answered ${response.status}.`);
  }
  return true;
}
