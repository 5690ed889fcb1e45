/** Hands the session's events to the queue, soon after they were written. */
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { QueuedEvents } from "../admission.ts";
import { logError } from "../log.ts";
import { ship } from "./outbox.ts";
import type { Session } from "./session.ts";

const SHIP_DELAY_MS = 100;

export class Shipper {
  readonly #state: DurableObjectState;
  readonly #queue: Queue;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(state: DurableObjectState, queue: Queue) {
    this.#state = state;
    this.#queue = queue;
  }

  shipSoon(session: Session): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#state.waitUntil(this.ship(session, false));
    }, SHIP_DELAY_MS);
  }

  /** A failure loses nothing: the events stay in the store, and the alarm makes another attempt. */
  async ship(session: Session, andDue: boolean): Promise<void> {
    await ship(session, (events, receipt) => this.#send({ events, receipt }), andDue).catch(logUnsent);
  }

  /** An event of no session: there is no store that could hold it. */
  sendNow(event: RelayEvent): void {
    this.#state.waitUntil(this.#send({ events: [event], receipt: null }).catch(logUnsent));
  }

  async #send(message: QueuedEvents): Promise<void> {
    await this.#queue.send(message);
  }
}

const logUnsent = (cause: unknown): void => logError("events_not_queued", {}, cause);
