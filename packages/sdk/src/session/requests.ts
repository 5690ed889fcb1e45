/** What the app asks of the relay and waits for: sent when the connection is there, and again when it was lost before the answer. */
import type { AppFrame, RelayFrame } from "@agent-socket/protocol";
import { AgentSocketError } from "../agent-socket-error.ts";

type RequestType = "mint_agent_token" | "revoke_agent_token" | "list_agent_tokens" | "update_tools";
type RequestFrame = Extract<AppFrame, { type: RequestType }>;
type ReplyFrame = Extract<RelayFrame, { type: `${RequestType}_reply` }>;
type Accepted = Extract<ReplyFrame, { ok: true }>;
/** Without the id, which is given here. */
export type Request = RequestFrame extends infer Frame
  ? Frame extends RequestFrame
    ? Omit<Frame, "id">
    : never
  : never;

type Waiting = {
  readonly text: string;
  readonly resolve: (reply: Accepted) => void;
  readonly reject: (error: AgentSocketError) => void;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** From sending to answer; while the connection is away the clock stands still. */
const ANSWER_WITHIN_MS = 20_000;

export class Requests {
  readonly #send: (text: string) => boolean;
  readonly #waiting = new Map<string, Waiting>();
  #count = 0;

  constructor(send: (text: string) => boolean) {
    this.#send = send;
  }

  /** Rejects with the relay's error. The answer is of the request's own type. */
  ask(request: Request): Promise<Accepted> {
    const id = `request_${++this.#count}`;
    return new Promise((resolve, reject) => {
      const frame: RequestFrame = { ...request, id };
      const waiting: Waiting = { text: JSON.stringify(frame), resolve, reject, timer: undefined };
      this.#waiting.set(id, waiting);
      this.#try(id, waiting);
    });
  }

  answered(reply: ReplyFrame): void {
    const waiting = this.#take(reply.id);
    if (reply.ok) waiting?.resolve(reply);
    else waiting?.reject(new AgentSocketError(reply.error.code, reply.error.message, reply.error.hint));
  }

  /** The connection is there (again). */
  sendAll(): void {
    for (const [id, waiting] of this.#waiting) this.#try(id, waiting);
  }

  /** The connection is away: what was sent is sent again later. */
  pause(): void {
    for (const waiting of this.#waiting.values()) clearTimeout(waiting.timer);
  }

  failAll(error: AgentSocketError): void {
    for (const id of this.#waiting.keys()) this.#take(id)?.reject(error);
  }

  #try(id: string, waiting: Waiting): void {
    if (!this.#send(waiting.text)) return;
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => {
      this.#take(id)?.reject(new AgentSocketError("timeout", "The relay did not answer in time. Try again."));
    }, ANSWER_WITHIN_MS);
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
