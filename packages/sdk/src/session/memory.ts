/** What a session remembers over a reload: how to come back, its links, and whether its person paused it. */
import type { Credentials } from "../connection/connection.ts";
import { Keeper } from "./keeper.ts";
import type { SessionStore } from "./session-store.ts";
import type { AgentLink } from "./session.ts";

export class Memory {
  readonly #keeper: Keeper;
  credentials: Credentials | null = null;
  links: readonly AgentLink[] = [];
  isPaused = false;

  constructor(store: SessionStore) {
    this.#keeper = new Keeper(store);
  }

  async load(): Promise<void> {
    const record = await this.#keeper.load();
    this.credentials = record?.credentials ?? null;
    this.links = record?.links ?? [];
    this.isPaused = record?.isPaused === true;
  }

  /** Without credentials nobody could come back, so nothing is kept. */
  save(): void {
    const { credentials, links, isPaused } = this;
    if (credentials !== null) this.#keeper.save({ credentials, links, isPaused });
  }

  forget(): void {
    this.credentials = null;
    this.#keeper.clear();
  }

  forgetLink(tokenId: string): void {
    this.links = this.links.filter((link) => link.tokenId !== tokenId);
    this.save();
  }
}
