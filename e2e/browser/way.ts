/** The way between a page and the relay: bytes pass, wait, or are cut off, as a network does it. */
import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export class Way {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #towardsPage = new Set<Socket>();
  #isClosed = false;
  #isHeld = false;

  private constructor(relay: URL) {
    this.#server = createServer((fromPage) => {
      if (this.#isClosed) return void fromPage.destroy();
      const toRelay = connect(Number(relay.port), relay.hostname);
      this.#towardsPage.add(toRelay);
      for (const [socket, other] of [
        [fromPage, toRelay],
        [toRelay, fromPage],
      ] as const) {
        this.#sockets.add(socket);
        socket.on("data", (bytes) => other.write(bytes));
        socket.on("error", () => socket.destroy());
        socket.on("close", () => {
          this.#sockets.delete(socket);
          this.#towardsPage.delete(socket);
          other.destroy();
        });
      }
      if (this.#isHeld) toRelay.pause();
    });
  }

  static async open(relayUrl: string): Promise<Way> {
    const way = new Way(new URL(relayUrl));
    await new Promise<void>((ready) => way.#server.listen(0, "localhost", ready));
    return way;
  }

  /** Where the page finds the relay. The links that the relay makes lead past the way. */
  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What the relay says does not arrive, until it is let go. */
  hold(): void {
    this.#isHeld = true;
    for (const socket of this.#towardsPage) socket.pause();
  }

  release(): void {
    this.#isHeld = false;
    for (const socket of this.#towardsPage) socket.resume();
  }

  /** All connections break, without a goodbye. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Nobody gets through, until it is opened again. */
  block(): void {
    this.#isClosed = true;
    this.cut();
  }

  unblock(): void {
    this.#isClosed = false;
  }

  async close(): Promise<void> {
    this.block();
    await new Promise((closed) => this.#server.close(closed));
  }
}
