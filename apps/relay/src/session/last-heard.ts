/** When each socket said something last: exactly in memory, and to within a few seconds in what it carries through a hibernation. */

/** How exactly a socket carries the time of its last frame. */
const CARRIED_EVERY_MS = 5_000;

export class LastHeard {
  readonly #atMs = new Map<string, number>();

  /** Returns whether what the socket carries is too old by now. */
  note(connectionId: string, carriedAtMs: number, nowMs: number): boolean {
    this.#atMs.set(connectionId, nowMs);
    return nowMs - carriedAtMs >= CARRIED_EVERY_MS;
  }

  /** Of this socket alone: a stranger's frames must not make an app that is gone seem to be there. */
  of(connectionId: string, carriedAtMs: number): number {
    return Math.max(this.#atMs.get(connectionId) ?? 0, carriedAtMs);
  }

  forget(connectionId: string): void {
    this.#atMs.delete(connectionId);
  }
}
