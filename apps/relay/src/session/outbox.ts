/** What the session reports to the dashboard: written with the change it tells of, handed to the queue soon after. */
import { ANONYMOUS_APP_ID } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { Receipt } from "../admission.ts";
import { logInfo } from "../log.ts";
import { byteLength } from "../surfaces/answer.ts";
import type { WaitingEvent } from "./records.ts";
import type { Session } from "./session.ts";

const EVENTS_PER_MESSAGE = 50;
/** The queue takes 128 KB a message; one that it refuses would hold back all that follow. */
const MESSAGE_BYTES = 100_000;
/** If the object dies before the first attempt, its alarm makes another. */
const RETRY_AFTER_MS = 15_000;

type WithoutBase<E> = E extends RelayEvent ? Omit<E, "appId" | "atMs" | "id" | "sessionId"> : never;
type NewEvent = WithoutBase<Exclude<RelayEvent, { kind: "origin_refused" }>>;

/** `id` names the fact for good; without one the event gets a fresh one. Anonymous apps have no books. */
export function report(session: Session, event: NewEvent, id: string = crypto.randomUUID()): void {
  const { record, store, ports } = session;
  if (record === null) return;
  if (event.kind === "call_finished") logCall(record.appId, event);
  if (record.appId === ANONYMOUS_APP_ID) return;
  const atMs = ports.now();
  store.events.add({ ...event, id, appId: record.appId, atMs, sessionId: record.sessionId });
  ports.wakeAt(atMs + RETRY_AFTER_MS);
  ports.shipSoon();
}

/** One line a call: what a developer needs to find it again, and nothing of what was said in it. */
function logCall(appId: string, call: Extract<NewEvent, { kind: "call_finished" }>): void {
  const { requestId, tokenId, tool, surface, outcome, httpStatus, durationMs, appMs } = call;
  logInfo("call", { requestId, appId, tokenId, tool, surface, outcome, httpStatus, durationMs, appMs });
}

/**
 * Sends all that is due. An event leaves the store only once the dashboard has it, so neither a crash nor a queue that
 * loses messages can lose one; it may arrive twice, and counts once.
 */
export async function ship(
  session: Session,
  send: (events: readonly RelayEvent[], receipt: Receipt) => Promise<void>,
): Promise<void> {
  const { record, store, ports } = session;
  if (record === null) return;
  for (;;) {
    const waiting = fitting(store.events.due(ports.now(), EVENTS_PER_MESSAGE));
    if (waiting.length === 0) return;
    const positions = waiting.map(({ position }) => position);
    await send(
      waiting.map(({ event }) => event),
      { sessionId: record.sessionId, positions },
    );
    store.events.sent(positions, ports.now());
  }
}

/** As many of the first events as one message may hold, and at least one. */
export function fitting(waiting: readonly WaitingEvent[]): readonly WaitingEvent[] {
  let bytes = 0;
  const end = waiting.findIndex(({ event }, index) => {
    bytes += byteLength(JSON.stringify(event)) + 1;
    return index > 0 && bytes > MESSAGE_BYTES;
  });
  return end === -1 ? waiting : waiting.slice(0, end);
}

export function refusedEvent(appId: string, origin: string | null, code: string): RelayEvent {
  return { kind: "origin_refused", id: crypto.randomUUID(), appId, atMs: Date.now(), origin, code };
}
