/** How far a call is, told to the relay now and then: a handler may report each pixel, a reader wants a few a second. */
import { MAX_PROGRESS_CHARS } from "@agent-socket/protocol/limit";
import type { ReportProgress } from "./tool.ts";

export type Progress = {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
};

/** Four a second. */
const BETWEEN_MS = 250;

export class ProgressSender {
  readonly #send: (progress: Progress) => void;
  #isOver = false;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #latest: Progress | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (progress: Progress) => void) {
    this.#send = send;
  }

  readonly report: ReportProgress = (done, total, message) => {
    if (this.#isOver) return;
    if (!Number.isFinite(done) || (total !== undefined && !Number.isFinite(total)))
      return console.warn(`[agent-socket] progress(${done}, ${total}) was ignored: it takes finite numbers.`);
    this.#latest = {
      progress: done,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message: message.slice(0, MAX_PROGRESS_CHARS) }),
    };
    const waitMs = this.#sentAtMs + BETWEEN_MS - performance.now();
    if (waitMs <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), waitMs);
  };

  /** Sends what was held back, so that the last word comes before the answer; later reports are nobody's. */
  finish(): void {
    if (!this.#isOver) this.#flush();
    this.#isOver = true;
  }

  /** Nobody waits any more. */
  stop(): void {
    this.#latest = null;
    this.finish();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#latest === null) return;
    this.#sentAtMs = performance.now();
    this.#send(this.#latest);
    this.#latest = null;
  }
}
