/** How many requests a reader may make in any minute. */

const MINUTE_MS = 60_000;

export class RequestBudget {
  readonly #perMinute: number;
  #sentAtMs: readonly number[] = [];

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Whether one more may be sent now; if so it counts. */
  spend(nowMs: number): boolean {
    this.#sentAtMs = this.#sentAtMs.filter((sentAtMs) => sentAtMs > nowMs - MINUTE_MS);
    if (this.#sentAtMs.length >= this.#perMinute) return false;
    this.#sentAtMs = [...this.#sentAtMs, nowMs];
    return true;
  }
}
