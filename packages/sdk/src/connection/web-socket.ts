/** The part of a WebSocket that is used here: the browser's, Node's, a Worker's and that of the `ws` package all have it. */

/** What is used of a WebSocket. */
export type WebSocketLike = {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: object) => void): void;
};

/** A class of WebSockets: the global one, or that of the package `ws`. */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** `readyState` of an open socket, in every implementation. */
const OPEN = 1;

export const isOpen = (socket: WebSocketLike): boolean => socket.readyState === OPEN;

/** What the relay sends is text; anything else is not ours. */
export const messageText = (event: object): string | null =>
  "data" in event && typeof event.data === "string" ? event.data : null;

export const closeOf = (event: object): { readonly code: number; readonly reason: string } => ({
  code: "code" in event && typeof event.code === "number" ? event.code : 1006,
  reason: "reason" in event && typeof event.reason === "string" ? event.reason : "",
});
