/** The object's one alarm, for the earliest of all deadlines. */
export class Alarm {
  readonly #state: DurableObjectState;
  #atMs: number | null = null;

  constructor(state: DurableObjectState) {
    this.#state = state;
  }

  /** Without it, asking for a later time after a hibernation would lose the earlier one. */
  async restore(): Promise<void> {
    this.#atMs = await this.#state.storage.getAlarm();
  }

  /** Asking for a later time than it has changes nothing. */
  wakeAt(atMs: number): void {
    if (this.#atMs !== null && this.#atMs <= atMs) return;
    this.#atMs = atMs;
    this.#state.waitUntil(this.#state.storage.setAlarm(atMs));
  }

  /** It went off. */
  clear(): void {
    this.#atMs = null;
  }
}
