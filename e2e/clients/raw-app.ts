/** An app played by hand: a real WebSocket that speaks frames, checks every frame that comes, and runs tools as told. */
import { decodeRelayFrame, HEARTBEAT_PING, type RelayFrame } from "@agent-socket/protocol";
import WebSocket from "ws";

export type Frame<T extends RelayFrame["type"]> = Extract<RelayFrame, { type: T }>;
export type ToolCall = Frame<"tool_call">;
/** What a tool answers; `status` is 200 when left out. */
export type ToolReply = {
  readonly status?: number;
  readonly body?: string;
  readonly contentType?: string;
  readonly bodyEncoding?: "base64";
};
export type Handler = (call: ToolCall) => ToolReply | Promise<ToolReply>;
export type Closing = { readonly code: number; readonly reason: string };
/** As the SDK: often enough that the relay does not take a silent app for one that is gone. */
const HEARTBEAT_MS = 25_000;
type Question = "mint_agent_token" | "revoke_agent_token" | "list_agent_tokens" | "update_tools";
type AnswerTo<T extends Question> = Extract<RelayFrame, { readonly type: `${T}_reply` }>;
type Waiter = { readonly take: (frame: RelayFrame) => boolean; readonly giveUp: (why: Error) => void };

/** A reply with `ok: true`, or an exception that says why it was refused. */
export function accepted<R extends { readonly ok: boolean }>(reply: R): Extract<R, { ok: true }> {
  if (isAccepted(reply)) return reply;
  throw new Error(`refused: ${JSON.stringify(reply)}`);
}
const isAccepted = <R extends { readonly ok: boolean }>(reply: R): reply is Extract<R, { ok: true }> =>
  reply.ok;
const isOf = <T extends RelayFrame["type"]>(frame: RelayFrame, type: T): frame is Frame<T> =>
  frame.type === type;

export class RawApp {
  /** Resolves once, however the socket closes. */
  readonly closed: Promise<Closing>;
  /** Every call that reached the app, answered or not. */
  readonly calls: ToolCall[] = [];
  /** Every frame that came, as its text. */
  readonly heard: string[] = [];
  readonly #socket: WebSocket;
  readonly #handlers = new Map<string, Handler>();
  readonly #unread: RelayFrame[] = [];
  readonly #waiters = new Set<Waiter>();
  #lastId = 0;
  #fault: Error | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    const { promise, resolve } = Promise.withResolvers<Closing>();
    this.closed = promise;
    socket.on("message", (data) => this.#hear(String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", (code, reason) => {
      resolve({ code, reason: String(reason) });
      this.#giveUp(new Error(`the socket closed with ${code} ${String(reason)}`));
    });
  }

  /** Opens a socket and says nothing on it. `address` is where the relay expects apps. */
  static async dial(
    address: string,
    options: { readonly origin?: string | undefined; readonly headers?: Record<string, string> } = {},
  ): Promise<RawApp> {
    const { origin, headers = {} } = options;
    const socket = new WebSocket(address, {
      perMessageDeflate: false,
      headers,
      ...(origin === undefined ? {} : { origin }),
    });
    const app = new RawApp(socket);
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return app;
  }

  send(frame: object): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string | Uint8Array): void {
    this.#socket.send(text);
  }

  /** The first frame of this type that nobody has read yet, now or when it comes. */
  next<T extends RelayFrame["type"]>(
    type: T,
    fits: (frame: Frame<T>) => boolean = () => true,
  ): Promise<Frame<T>> {
    return this.#first(type, (frame): frame is Frame<T> => isOf(frame, type) && fits(frame));
  }

  #first<F extends RelayFrame>(what: string, wanted: (frame: RelayFrame) => frame is F): Promise<F> {
    const index = this.#unread.findIndex(wanted);
    const [found] = index === -1 ? [] : this.#unread.splice(index, 1);
    if (found !== undefined && wanted(found)) return Promise.resolve(found);
    if (this.#socket.readyState !== WebSocket.OPEN)
      return Promise.reject(new Error(`The socket closed before ${what}`));
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        take: (frame) => {
          if (!wanted(frame)) return false;
          this.#waiters.delete(waiter);
          resolve(frame);
          return true;
        },
        giveUp: (why) => reject(new Error(`Waiting for ${what}: ${why.message}`)),
      };
      this.#waiters.add(waiter);
    });
  }

  /** Sends a request frame and waits for the reply that repeats its id. */
  ask<T extends Question>(type: T, fields: object = {}): Promise<AnswerTo<T>> {
    const id = `q${++this.#lastId}`;
    const isAnswer = (frame: RelayFrame): frame is AnswerTo<T> =>
      frame.type === `${type}_reply` && "id" in frame && frame.id === id;
    const reply = this.#first(`${type}_reply`, isAnswer);
    this.send({ type, id, ...fields });
    return reply;
  }

  /** From now on calls of this path are answered by `handler`; other calls wait to be read with `next("tool_call")`. */
  serve(path: string, handler: Handler): void {
    this.#handlers.set(path, handler);
  }

  reply(call: ToolCall, reply: ToolReply): void {
    this.send({ type: "tool_reply", id: call.id, status: 200, ...reply });
  }

  /** Says from now on that it is there, for an app that is open for long. */
  keepAlive(): void {
    const timer = setInterval(() => this.sendText(HEARTBEAT_PING), HEARTBEAT_MS);
    void this.closed.then(() => clearInterval(timer));
  }

  close(code = 4999): void {
    this.#socket.close(code);
  }

  /** Drops the connection without a word, as a crash or a lost network would. */
  vanish(): void {
    this.#socket.terminate();
  }

  /** What the relay said against the protocol, or a handler of this app threw. */
  get fault(): Error | null {
    return this.#fault;
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#giveUp(fault);
    this.#socket.terminate();
  }

  #giveUp(why: Error): void {
    for (const waiter of this.#waiters) waiter.giveUp(why);
    this.#waiters.clear();
  }

  #hear(text: string): void {
    this.heard.push(text);
    const decoded = decodeRelayFrame(text);
    if (!decoded.ok)
      return this.#fail(new Error(`not a frame of the protocol (${decoded.refusal.message}): ${text}`));
    if (decoded.value.type === "unknown") return this.#fail(new Error(`an unknown frame: ${text}`));
    this.#deliver(decoded.value);
  }

  #deliver(frame: RelayFrame): void {
    if (frame.type === "tool_call") {
      this.calls.push(frame);
      const handler = this.#handlers.get(frame.path);
      if (handler !== undefined) {
        this.#answer(frame, handler).catch((cause: unknown) =>
          this.#fail(new Error("a handler threw", { cause })),
        );
        return;
      }
    }
    for (const waiter of this.#waiters) if (waiter.take(frame)) return;
    this.#unread.push(frame);
  }

  async #answer(call: ToolCall, handler: Handler): Promise<void> {
    const reply = await handler(call);
    if (this.#socket.readyState === WebSocket.OPEN) this.reply(call, reply);
  }
}
