/** Events of the app on their way to those who read them: paced as the relay takes them, kept while it is away. */
import type { AppFrame } from "@agent-socket/protocol";
import {
  MAX_EVENT_BYTES,
  MAX_EVENT_NAME_CHARS,
  MAX_EVENTS_KEPT,
  MAX_EVENTS_PER_SECOND,
} from "@agent-socket/protocol/limit";
import { AgentSocketError } from "../agent-socket-error.ts";

const WINDOW_MS = 1_000;
/** Below the relay's own limit: what left here evenly may arrive closer together. */
const MOST_PER_WINDOW = MAX_EVENTS_PER_SECOND * 0.75;

export class Outbox {
  readonly #send: (text: string) => boolean;
  /** Oldest first. */
  #waiting: string[] = [];
  /** When the latest ones left. */
  #sentAtMs: number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (text: string) => boolean) {
    this.#send = send;
  }

  /** Throws for an event that could not travel; of those that wait, only as many are kept as a reader could look back on. */
  add(event: string, data: unknown): void {
    this.#waiting = [...this.#waiting, eventText(event, data)].slice(-MAX_EVENTS_KEPT);
    this.sendAll();
  }

  /** The connection is there (again), or time has passed. */
  sendAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (;;) {
      const [text] = this.#waiting;
      if (text === undefined) return;
      const now = performance.now();
      this.#sentAtMs = this.#sentAtMs.filter((at) => now - at < WINDOW_MS);
      const [oldest = now] = this.#sentAtMs;
      if (this.#sentAtMs.length >= MOST_PER_WINDOW) {
        this.#timer = setTimeout(() => this.sendAll(), oldest + WINDOW_MS - now);
        return;
      }
      if (!this.#send(text)) return;
      this.#waiting.shift();
      this.#sentAtMs.push(now);
    }
  }

  /** The session is over. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}

function eventText(event: string, data: unknown): string {
  if (typeof event !== "string" || event.length === 0 || event.length > MAX_EVENT_NAME_CHARS)
    throw invalid(`An event needs a name of 1 to ${MAX_EVENT_NAME_CHARS} characters.`);
  const frame: AppFrame = { type: "emit", event, data: jsonOf(event, data) };
  const text = JSON.stringify(frame);
  const bytes = new TextEncoder().encode(JSON.stringify(frame.data)).length;
  if (bytes > MAX_EVENT_BYTES)
    throw invalid(
      `The data of the event "${event}" is ${bytes} bytes; at most ${MAX_EVENT_BYTES}. Send what changed, and let a tool read the rest.`,
    );
  return text;
}

/** As it will be read: the copy is made now, so that later changes of the object do not travel. */
function jsonOf(event: string, data: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(data ?? null) ?? "null") as unknown;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw invalid(`The data of the event "${event}" is not JSON: ${why}`);
  }
}

const invalid = (message: string): AgentSocketError => new AgentSocketError("invalid_event", message);
