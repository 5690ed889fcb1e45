/** The consumer of the event queue: hands what sessions reported to the dashboard, signed, and tells the sessions so. */
import { limits } from "@agent-socket/protocol";
import { type RelayEvent, signControl } from "@agent-socket/protocol/control-plane";
import type { QueuedEvents } from "../admission.ts";
import { type Env, readSettings, type Settings } from "../env.ts";
import { logError } from "../log.ts";
import { byteLength } from "../surfaces/answer.ts";
import { DEAD_LETTER_QUEUE, keepDeadLetters } from "./dead-letters.ts";

const INGEST_TIMEOUT_MS = 10_000;
/** Under what the dashboard reads of one body. */
const BODY_BYTES = 800_000;

type Delivery = "taken" | "refused" | "unreachable";

export async function forwardEvents(batch: MessageBatch, env: Env): Promise<void> {
  if (batch.queue === DEAD_LETTER_QUEUE) return keepDeadLetters(batch, env);
  const settings = await readSettings(env);
  const parcels = parcelsOf(batch.messages);
  for (let parcel = parcels.shift(); parcel !== undefined; parcel = parcels.shift()) {
    const delivery = await deliver(parcel.flatMap(eventsOf), settings);
    if (delivery === "taken") await settle(parcel, env);
    // One message that the dashboard does not understand must not hold up the others.
    else if (delivery === "refused" && parcel.length > 1) parcels.unshift(...parcel.map((one) => [one]));
    else for (const message of parcel) message.retry({ delaySeconds: retrySeconds(message.attempts) });
    // Nobody is there: the rest is not even tried, so that a batch never takes long.
    if (delivery === "unreachable") break;
  }
  for (const message of parcels.flat()) message.retry({ delaySeconds: retrySeconds(message.attempts) });
}

/** A dashboard that restarts is back within seconds; one that is down for hours must not be hammered. */
function retrySeconds(attempts: number): number {
  if (attempts <= 5) return attempts;
  if (attempts <= 20) return 10;
  return attempts <= 40 ? 60 : 300;
}

const eventsOf = (message: Message): readonly RelayEvent[] => (message.body as QueuedEvents).events;

/** As many messages as the dashboard takes at once: each alone would cost a request and a lock. */
function parcelsOf(messages: readonly Message[]): Message[][] {
  const parcels: Message[][] = [];
  let events = Infinity;
  let bytes = Infinity;
  for (const message of messages) {
    const size = byteLength(JSON.stringify(message.body));
    events += eventsOf(message).length;
    bytes += size;
    if (events > limits.MAX_EVENTS_PER_BATCH || bytes > BODY_BYTES) {
      parcels.push([]);
      events = eventsOf(message).length;
      bytes = size;
    }
    parcels.at(-1)?.push(message);
  }
  return parcels;
}

/** A session that does not hear of it sends its events once more, and they count once. */
async function settle(parcel: readonly Message[], env: Env): Promise<void> {
  await Promise.all(
    parcel.map(async (message) => {
      const { receipt } = message.body as QueuedEvents;
      if (receipt === null) return;
      const session = env.SESSIONS.get(env.SESSIONS.idFromName(receipt.sessionId));
      await session
        .confirmEvents(receipt)
        .catch((cause: unknown) => logError("events_not_confirmed", {}, cause));
    }),
  );
  for (const message of parcel) message.ack();
}

async function deliver(events: readonly RelayEvent[], settings: Settings): Promise<Delivery> {
  // A relay without a dashboard keeps no books: there is nobody to tell.
  if (settings.dashboardUrl === null) return "taken";
  const body = JSON.stringify({ operation: "ingest_events", target: "events", events });
  try {
    const response = await fetch(`${settings.dashboardUrl}/api/relay/events`, {
      method: "POST",
      headers: signControl(body, settings.controlSecrets),
      body,
      signal: AbortSignal.timeout(INGEST_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return "taken";
    logError("events_refused", { events: events.length, status: response.status }, new Error("Not taken."));
    return response.status === 400 || response.status === 413 ? "refused" : "unreachable";
  } catch (cause) {
    logError("events_not_delivered", { events: events.length }, cause);
    return "unreachable";
  }
}
