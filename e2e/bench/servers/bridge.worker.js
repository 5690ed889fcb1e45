/**
 * The limit: the smallest Worker and Durable Object that carry a request to an app's WebSocket and its answer back. No
 * tokens, no checks, no storage; a hibernating socket, a counter, and a map of who waits. `/alone` is answered by the
 * Worker itself.
 */
import { DurableObject } from "cloudflare:workers";

export class Bridge extends DurableObject {
  #lastId = 0;
  #waiting = new Map();
  #socket = null;

  async fetch(request) {
    if (request.headers.get("upgrade") === "websocket") {
      const { 0: client, 1: server } = new WebSocketPair();
      this.ctx.acceptWebSocket(server);
      return new Response(null, { status: 101, webSocket: client });
    }
    const body = await request.text();
    this.#socket ??= this.ctx.getWebSockets()[0];
    const id = String(++this.#lastId);
    const { promise, resolve } = Promise.withResolvers();
    this.#waiting.set(id, resolve);
    this.#socket.send(`${id}\n${body}`);
    return new Response(await promise);
  }

  webSocketMessage(_socket, message) {
    const end = message.indexOf("\n");
    const id = message.slice(0, end);
    this.#waiting.get(id)?.(message.slice(end + 1));
    this.#waiting.delete(id);
  }
}

export default {
  fetch(request, env) {
    const name = new URL(request.url).pathname.slice(1);
    if (name === "alone") return new Response("Here.");
    return env.BRIDGES.get(env.BRIDGES.idFromName(name)).fetch(request);
  },
};
