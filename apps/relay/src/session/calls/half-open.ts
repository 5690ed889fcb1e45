/** A socket with nobody behind it: a network that died says nothing by itself, so its silence has to. */
import { limits, refuse } from "@agent-socket/protocol";
import { goAway, isSilent } from "../presence.ts";
import type { AppSocket, Session } from "../session.ts";
import { loseCalls } from "./endings.ts";

/** `null` when the app is away. */
export function liveSocket(session: Session): AppSocket | null {
  const { socket, ports } = session;
  // To one that is closing nothing can be said any more, and its peer may take its time to answer the close.
  if (socket === null || !socket.isOpen()) return null;
  if (!isSilent(socket.lastHeardAtMs(), ports.now())) return socket;
  giveUp(session, socket);
  return null;
}

/** When a call that waits is to look after the app again. A call that is answered before that costs nothing. */
export function nextLookMs({ record, askedAtMs }: Session, nowMs: number): number {
  if (record?.answersPing !== true) return Infinity;
  if (askedAtMs === null) return nowMs + limits.APP_ASKED_AFTER_MS;
  return Math.max(nowMs, askedAtMs + limits.APP_ANSWERS_WITHIN_MS);
}

/** Asks an app of which nothing was heard for a while; where it was asked and has not answered, its calls are lost. */
export function lookAfterApp(session: Session): void {
  const { socket, ports, askedAtMs } = session;
  if (socket === null || !socket.isOpen()) {
    session.askedAtMs = null;
    return;
  }
  const now = ports.now();
  const heardAtMs = socket.lastHeardAtMs();
  if (askedAtMs !== null && heardAtMs < askedAtMs) {
    if (now - askedAtMs >= limits.APP_ANSWERS_WITHIN_MS) giveUp(session, socket);
    return;
  }
  const isQuiet = now - heardAtMs >= limits.APP_ASKED_AFTER_MS;
  session.askedAtMs = isQuiet ? now : null;
  if (isQuiet) socket.send({ type: "ping" });
}

function giveUp(session: Session, socket: AppSocket): void {
  session.askedAtMs = null;
  socket.refuse(refuse("silent", "Nothing was heard of the app for too long."));
  loseCalls(session);
  goAway(session);
}
