/** Telling the relay that the app is done: over the session's socket, or over one of its own when that is gone. */
import type { AppFrame } from "@agent-socket/protocol";
import { CLOSE_DONE, type Credentials } from "./connection.ts";
import { readRelayMessage } from "./relay-message.ts";
import { messageText, type WebSocketConstructor, type WebSocketLike } from "./web-socket.ts";

const GIVE_UP_MS = 5_000;

/** Settles when the relay has answered the close that follows, or does not. */
export function untilClosed(socket: WebSocketLike): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GIVE_UP_MS);
    socket.addEventListener("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Settles when the relay has answered or cannot be reached; then the links die when the relay forgets the session. */
export function endSession(
  WebSocket: WebSocketConstructor,
  url: string,
  { sessionId, secret }: Credentials,
): Promise<void> {
  const frame: AppFrame = { type: "end", sessionId, secret };
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      socket.close(CLOSE_DONE);
      finish();
    }, GIVE_UP_MS);
    socket.addEventListener("open", () => socket.send(JSON.stringify(frame)));
    socket.addEventListener("message", (event) => {
      const answer = readRelayMessage(messageText(event));
      if (answer === null || answer === "unknown" || answer.type !== "end_reply") return;
      socket.close(CLOSE_DONE);
      finish();
    });
    socket.addEventListener("close", finish);
    socket.addEventListener("error", () => undefined);
  });
}
