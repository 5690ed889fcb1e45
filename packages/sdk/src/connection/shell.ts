/** Lives the machine: one socket, one timer, the page's events. It decides nothing. */
import { type AppFrame, HEARTBEAT_PING, type SessionLimits } from "@agent-socket/protocol";
import { endSession, untilClosed } from "./end-session.ts";
import {
  CLOSE_DONE,
  type Connection,
  type Credentials,
  type Deed,
  type Happening,
  type Trouble,
  wakeAtMs,
} from "./connection.ts";
import { watchPage, watchPolicy } from "./page.ts";
import { readRelayMessage, type RelayMessage } from "./relay-message.ts";
import { step } from "./step.ts";
import { closeOf, isOpen, messageText, type WebSocketConstructor, type WebSocketLike } from "./web-socket.ts";

/** Whoever owns the connection. */
export type Host = {
  /** `register`, or `resume` where there are credentials. */
  introduce(credentials: Credentials | null): AppFrame;
  received(frame: RelayMessage): void;
  /** What the relay takes; not said by an older one. */
  limited(limits: SessionLimits): void;
  keep(credentials: Credentials): void;
  forget(): void;
  linksLost(): void;
  ready(): void;
  cutOff(): void;
  gaveUp(trouble: Trouble): void;
  changed(connection: Connection): void;
};

export type ShellOptions = {
  /** Of the app's door at the relay: `wss://relay.example/v1/_ws`. */
  readonly url: string;
  readonly WebSocket: WebSocketConstructor;
  readonly host: Host;
};

/** Of `setTimeout`; anything longer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Shell {
  readonly #url: string;
  readonly #WebSocket: WebSocketConstructor;
  readonly #host: Host;
  #connection: Connection = { state: "idle" };
  #socket: WebSocketLike | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void) | null = null;
  /** Settles once the relay knows that the app is done, or cannot be told. */
  #ending: Promise<void> = Promise.resolve();

  constructor({ url, WebSocket, host }: ShellOptions) {
    this.#url = url;
    this.#WebSocket = WebSocket;
    this.#host = host;
  }

  start(credentials: Credentials | null): void {
    if (this.#connection.state === "ended") return;
    this.#unwatch ??= this.#watch();
    this.#happen({ type: "start", credentials });
  }

  /** Another page goes on with the session, until `start` is called again. */
  standBy(): void {
    this.#happen({ type: "stood_by" });
  }

  #watch(): () => void {
    const unwatchPage = watchPage(() => this.#happen({ type: "nudged" }));
    const unwatchPolicy = watchPolicy(new URL(this.#url).origin, () => this.#block(policyTrouble(this.#url)));
    return () => {
      unwatchPage();
      unwatchPolicy();
    };
  }

  /** Whether it was sent: only an open, accepted connection sends. */
  send(text: string): boolean {
    if (this.#connection.state !== "connected" || this.#socket === null || !isOpen(this.#socket))
      return false;
    this.#socket.send(text);
    return true;
  }

  async close(): Promise<void> {
    this.#happen({ type: "close" });
    await this.#ending;
  }

  #happen(happening: Happening): void {
    const before = this.#connection;
    const { connection, deeds } = step(before, happening, {
      nowMs: performance.now(),
      random: Math.random(),
    });
    this.#connection = connection;
    if (connection.state === "ended") this.#stopWatching();
    if (connection !== before || happening.type === "woke") this.#setTimer();
    for (const deed of deeds) this.#do(deed);
    if (connection !== before) this.#host.changed(connection);
  }

  #do(deed: Deed): void {
    switch (deed.type) {
      case "open":
        return this.#open(deed.sessionId);
      case "introduce":
        return this.#socket?.send(JSON.stringify(this.#host.introduce(deed.credentials)));
      case "ping":
        return void this.send(HEARTBEAT_PING);
      case "drop":
        return this.#drop(deed.code);
      case "end_session":
        this.#ending = endSession(
          this.#WebSocket,
          this.#address(deed.credentials.sessionId),
          deed.credentials,
        );
        return;
      case "keep":
        return this.#host.keep(deed.credentials);
      case "forget":
        return this.#host.forget();
      case "links_lost":
        return this.#host.linksLost();
      case "ready":
        return this.#host.ready();
      case "cut_off":
        return this.#host.cutOff();
      case "give_up":
        return this.#host.gaveUp(deed.trouble);
    }
  }

  #open(sessionId: string | null): void {
    let socket: WebSocketLike;
    try {
      socket = new this.#WebSocket(this.#address(sessionId));
    } catch (cause) {
      // Thrown for an address that this page may never open, such as ws: from an https: page.
      const why = cause instanceof Error ? cause.message : String(cause);
      queueMicrotask(() =>
        this.#block({
          code: "relay_blocked",
          message: `The connection to the relay could not be opened: ${why}`,
          hint: null,
        }),
      );
      return;
    }
    this.#socket = socket;
    // Events of a socket that was dropped or replaced are nobody's.
    const isCurrent = (): boolean => this.#socket === socket;
    socket.addEventListener("open", () => isCurrent() && this.#happen({ type: "opened" }));
    socket.addEventListener("message", (event) => isCurrent() && this.#read(event));
    socket.addEventListener(
      "close",
      (event) => isCurrent() && this.#happen({ type: "closed", ...closeOf(event) }),
    );
    // A close follows and tells more; without a listener Node would throw.
    socket.addEventListener("error", () => undefined);
  }

  #read(event: object): void {
    const frame = readRelayMessage(messageText(event));
    this.#happen({ type: "heard" });
    if (frame === null) return console.warn("[agent-socket] A message of the relay was not understood.");
    if (frame === "unknown" || frame.type === "pong") return;
    if (frame.type === "ping") return void this.send(HEARTBEAT_PING);
    if (frame.type !== "register_reply") return this.#host.received(frame);
    if (!frame.ok) {
      const { code, message, hint = null } = frame.error;
      return this.#happen({ type: "refused", trouble: { code, message, hint } });
    }
    const { sessionId, resumeSecret: secret, resumed, limits } = frame;
    if (limits !== undefined) this.#host.limited(limits);
    this.#happen({ type: "accepted", credentials: { sessionId, secret }, resumed });
  }

  #block(trouble: Trouble): void {
    this.#happen({ type: "blocked", trouble });
  }

  #drop(code: number): void {
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    if (code === CLOSE_DONE) this.#ending = untilClosed(socket);
    socket.close(code);
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const at = wakeAtMs(this.#connection);
    if (at === null) return;
    const inMs = Math.min(Math.max(0, at - performance.now()), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#happen({ type: "woke" }), Math.ceil(inMs));
  }

  #stopWatching(): void {
    this.#unwatch?.();
    this.#unwatch = null;
  }

  #address(sessionId: string | null): string {
    return sessionId === null ? this.#url : `${this.#url}?session=${sessionId}`;
  }
}

const policyTrouble = (url: string): Trouble => ({
  code: "relay_blocked",
  message: "This page's content security policy does not allow connections to the relay.",
  hint: `Add ${new URL(url).origin} to connect-src.`,
});
