/** The framework's connections as the session sees them. */
import { encodeFrame, errorTable, type Refusal, type RelayFrame, wireError } from "@agent-socket/protocol";
import type { Connection } from "partyserver";
import type { SocketAdmission } from "../admission.ts";
import type { AppSocket } from "./session.ts";

/** What a socket carries through hibernation. */
export type SocketState = SocketAdmission & {
  /** Until its first frame, while that is being decided, and from then on. */
  readonly phase: "new" | "attaching" | "attached";
  /** When it connected or last said something, to within a few seconds. */
  readonly heardAtMs: number;
  readonly badFrames: number;
};

export function appSocketOf(
  connection: Connection<SocketState>,
  takeOver: () => void,
  lastHeardAtMs: () => number,
): AppSocket {
  return {
    takeOver: () => {
      if (connection.state !== null) connection.setState({ ...connection.state, phase: "attached" });
      takeOver();
    },
    send: (frame) => sendFrame(connection, frame),
    isOpen: () => isOpen(connection),
    refuse: (refusal) => refuseSocket(connection, refusal),
    close: (code, reason) => connection.close(code, reason),
    lastHeardAtMs,
  };
}

const isOpen = (connection: Connection<SocketState>): boolean =>
  connection.readyState === WebSocket.READY_STATE_OPEN;

/** To a socket that is closing, nothing can be said any more. */
export function sendFrame(connection: Connection<SocketState>, frame: RelayFrame): void {
  if (isOpen(connection)) connection.send(encodeFrame(frame));
}

/** Says why, then closes with the refusal's code. */
export function refuseSocket(connection: Connection<SocketState>, refusal: Refusal): void {
  const error = wireError(refusal);
  const isAttached = connection.state?.phase === "attached";
  sendFrame(
    connection,
    isAttached
      ? { type: "session_notice", code: error.code, message: error.message }
      : { type: "register_reply", ok: false, error },
  );
  connection.close(errorTable[refusal.code].close, refusal.code);
}
