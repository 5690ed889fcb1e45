/** Lets scenarios that crash the relay share one crash: it happens once all of them that still run are waiting for it. */

export class RestartGate {
  readonly #crash: () => Promise<void>;
  readonly #waiting: PromiseWithResolvers<void>[] = [];
  #running: number;

  constructor(running: number, crash: () => Promise<void>) {
    this.#running = running;
    this.#crash = crash;
  }

  /** Resolves when the relay was killed and answers again. */
  pass(): Promise<void> {
    const turn = Promise.withResolvers<void>();
    this.#waiting.push(turn);
    this.#openIfAllWait();
    return turn.promise;
  }

  /** A scenario ended, and will not come to the gate any more. */
  leave(): void {
    this.#running -= 1;
    this.#openIfAllWait();
  }

  #openIfAllWait(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#running) return;
    const turns = this.#waiting.splice(0);
    this.#crash().then(
      () => turns.forEach((turn) => turn.resolve()),
      (cause: unknown) => turns.forEach((turn) => turn.reject(cause)),
    );
  }
}
