/** What the app told whoever reads its events: the last ones, or the next, waited for. */
import { limits, refuse } from "@agent-socket/protocol";
import type { AgentRequest } from "../../admission.ts";
import { type Answer, jsonAnswer, refusalAnswer } from "../../surfaces/answer.ts";
import { isoTime, liveLink } from "../links.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { numberIn, WAIT } from "./query-arguments.ts";

const AFTER = "after";

export async function serveEvents(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Promise<Answer> {
  if (request.method !== "GET")
    return refusalAnswer(
      refuse("method_not_allowed", "Events are read with GET.", { allow: ["GET"] }),
      request,
    );
  const isFirst = !request.query.some(([name]) => name === AFTER);
  // A cursor that was never handed out would wait for ever.
  const after = Math.min(numberIn(request.query, AFTER), session.store.lastAppEventCursor());
  const waitMs = Math.min(numberIn(request.query, WAIT) * 1000, limits.MAX_WAIT_MS);
  if (waitMs > 0 && session.store.appEventsAfter(after).length === 0) await nextEvent(session, waitMs);
  // Asked again: while it waited, the link may have been revoked or the session may have ended.
  const live = liveLink(session, session.record ?? record, session.links.get(link.tokenId) ?? link);
  if (!live.ok) return refusalAnswer(live.refusal, request);
  const events = session.store.appEventsAfter(after);
  const next = events.at(-1)?.cursor ?? after;
  const first = events[0]?.cursor;
  return jsonAnswer(200, {
    events: events.map(({ cursor, event, data, atMs }) => ({ cursor, event, data, at: isoTime(atMs) })),
    // Of older events the first are gone once there were more than are kept.
    missed: first === undefined || isFirst ? 0 : first - after - 1,
    next: `${request.base}/_as/events?after=${next}&wait=25`,
  });
}

async function nextEvent({ eventWaiters }: Session, waitMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  eventWaiters.add(resolve);
  await promise;
  clearTimeout(timer);
  eventWaiters.delete(resolve);
}
