/** A session that belongs to a mounted component. */
import { createSession } from "../connect.ts";
import type { ConnectOptions } from "../session/options.ts";
import type { Session } from "../session/session.ts";

/**
 * React may unmount a component and mount it again at once, as StrictMode does: that must not end the session and its
 * links. So the end waits for a turn, in which a new mount takes it back.
 */
export class OwnedSession {
  #session: Session | null = null;
  #key = "";
  #ending: ReturnType<typeof setTimeout> | undefined;

  get isOpen(): boolean {
    return this.#session !== null;
  }

  /** A session with these options; the one at hand where it is of the same app and relay. */
  open(options: ConnectOptions): Session {
    clearTimeout(this.#ending);
    const key = `${options.baseUrl} ${options.appId}`;
    if (this.#session !== null && this.#key === key && this.#session.status !== "ended") return this.#session;
    this.#end();
    this.#key = key;
    return (this.#session = createSession(options));
  }

  release(): void {
    this.#ending = setTimeout(() => this.#end());
  }

  #end(): void {
    const session = this.#session;
    this.#session = null;
    void session?.close();
  }
}
