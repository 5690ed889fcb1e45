/** What the session reports to the dashboard: written with the change it tells of, handed to the queue soon after. */
import { ANONYMOUS_APP_ID, limits } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { Receipt } from "../admission.ts";
import { logInfo } from "../log.ts";
import type { FinishedCall, WaitingEvent } from "./records.ts";
import type { Session } from "./session.ts";

const EVENTS_PER_MESSAGE = 50;
/** The queue takes 128 KB a message; one that it refuses would hold back all that follow. */
const MESSAGE_BYTES = 100_000;
/** If the object dies before the first attempt, its alarm makes another. */
const RETRY_AFTER_MS = 15_000;

type WithoutBase<E> = E extends RelayEvent ? Omit<E, "appId" | "atMs" | "id" | "sessionId"> : never;
type NewEvent = WithoutBase<Exclude<RelayEvent, { kind: "origin_refused" }>>;
type CallFinished = Extract<NewEvent, { kind: "call_finished" }>;

/** What the app offers, as its developer reads it in a list of sessions. */
export const offeredBy = ({ tools }: Session) => ({
  toolCount: tools.length,
  toolNames: tools.slice(0, limits.MAX_NAMES_REPORTED).map(({ name }) => name),
});

/** `id` names the fact for good; without one the event gets a fresh one. Anonymous apps have no books. */
export function report(session: Session, event: NewEvent, id: string = crypto.randomUUID()): void {
  const complete = withBase(session, event, id);
  if (complete === null) return;
  if (complete.kind === "call_finished") logCall(complete);
  keep(session, [complete]);
}

/**
 * The end of a call. What ends in the same turn of the object is written together, in one commit; `answer` is called once
 * it is written, so that no answer leaves whose call is not in the books.
 */
export function reportEnding(session: Session, event: CallFinished, id: string, answer: () => void): void {
  const { endings, pending, ports } = session;
  endings.push({ event: withBase(session, event, id), answer });
  // Nothing else is on its way that could end together with this one.
  if (pending.size === 0) writeEndings(session);
  else if (endings.length === 1) ports.afterTurn(() => writeEndings(session));
}

function writeEndings(session: Session): void {
  const ended = session.endings.splice(0);
  const events = ended.map(({ event }) => event).filter((event) => event !== null);
  if (events.length > 0) keep(session, events);
  for (const { answer } of ended) answer();
  events.forEach(logCall);
}

function keep(session: Session, events: readonly RelayEvent[]): void {
  const { record, store, ports } = session;
  if (record === null || record.appId === ANONYMOUS_APP_ID) return;
  const now = ports.now();
  store.events.add(events, now);
  ports.wakeAt(now + RETRY_AFTER_MS);
  ports.shipSoon();
}

function withBase<E extends NewEvent>({ record, ports }: Session, event: E, id: string) {
  if (record === null) return null;
  const { appId, sessionId } = record;
  return { ...event, id, appId, atMs: ports.now(), sessionId };
}

/** One line a call: what a developer needs to find it again, and nothing of what was said in it. */
function logCall(call: FinishedCall): void {
  const { requestId, appId, tokenId, tool, surface, outcome, httpStatus, durationMs, appMs } = call;
  logInfo("call", { requestId, appId, tokenId, tool, surface, outcome, httpStatus, durationMs, appMs });
}

/**
 * Sends what was written since the last time, and all that is due once more where `andDue`. An event leaves the store only
 * once the dashboard has it, so neither a crash nor a queue that loses messages can lose one; it may arrive twice, and
 * counts once.
 */
export async function ship(session: Session, send: Send, andDue: boolean): Promise<void> {
  const { record, store, ports } = session;
  if (record === null) return;
  const handOver = (waiting: readonly WaitingEvent[]) => {
    const positions = waiting.map(({ position }) => position);
    return send(
      waiting.map(({ event }) => event),
      { sessionId: record.sessionId, positions },
    );
  };
  for (let fresh = store.events.takeFresh(fitting); fresh.length > 0; fresh = store.events.takeFresh(fitting))
    await handOver(fresh);
  while (andDue) {
    const due = fitting(store.events.due(ports.now(), EVENTS_PER_MESSAGE));
    if (due.length === 0) return;
    await handOver(due);
    store.events.sent(
      due.map(({ position }) => position),
      ports.now(),
    );
  }
}

type Send = (events: readonly RelayEvent[], receipt: Receipt) => Promise<void>;

/** As many of the first events as one message may hold, and at least one. */
export function fitting(waiting: readonly WaitingEvent[]): readonly WaitingEvent[] {
  let bytes = 0;
  const end = waiting.findIndex(({ bytes: size }, index) => {
    bytes += size + 1;
    return index > 0 && (bytes > MESSAGE_BYTES || index === EVENTS_PER_MESSAGE);
  });
  return end === -1 ? waiting : waiting.slice(0, end);
}

export function refusedEvent(appId: string, origin: string | null, code: string): RelayEvent {
  return { kind: "origin_refused", id: crypto.randomUUID(), appId, atMs: Date.now(), origin, code };
}
