/** Says when the link's time is over. */
import type { AgentLink } from "../session/session.ts";

/** Of `setTimeout`; anything longer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Expiry {
  readonly #expired: (tokenId: string) => void;
  #watched: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(expired: (tokenId: string) => void) {
    this.#expired = expired;
  }

  watch(link: AgentLink | null): void {
    if (this.#watched === (link?.tokenId ?? null)) return;
    this.#watched = link?.tokenId ?? null;
    this.#wait(link);
  }

  /** A timer that sleeps with the computer, or is not long enough, is set again. */
  #wait(link: AgentLink | null): void {
    clearTimeout(this.#timer);
    if (link === null || link.expiresAt === null) return;
    const leftMs = Date.parse(link.expiresAt) - Date.now();
    this.#timer = setTimeout(
      () => (leftMs <= 0 ? this.#expired(link.tokenId) : this.#wait(link)),
      Math.min(Math.max(leftMs, 0), LONGEST_TIMER_MS),
    );
  }
}
