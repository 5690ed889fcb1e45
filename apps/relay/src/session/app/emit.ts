/** The app tells its readers that something happened. */
import { type AppFrame, limits, type RelayFrame } from "@agent-socket/protocol";
import { byteLength } from "../../surfaces/answer.ts";
import { maySendEvent } from "../agent/rate.ts";
import type { Session } from "../session.ts";

/** `null` when the event was taken; else what the app hears. */
export function emit(
  session: Session,
  { event, data }: Extract<AppFrame, { type: "emit" }>,
): RelayFrame | null {
  if (byteLength(JSON.stringify(data)) > limits.MAX_EVENT_BYTES)
    return notice("too_large", `The data of an event is at most ${limits.MAX_EVENT_BYTES} bytes of JSON.`);
  if (!maySendEvent(session))
    return notice("rate_limited", `An app may emit ${limits.MAX_EVENTS_PER_SECOND} events a second.`);
  session.store.addAppEvent({ event, data, atMs: session.ports.now() }, limits.MAX_EVENTS_KEPT);
  for (const wake of session.eventWaiters) wake();
  return null;
}

const notice = (code: "too_large" | "rate_limited", message: string): RelayFrame => ({
  type: "session_notice",
  code,
  message: `${message} The event was dropped.`,
});
