/** Ports on the loopback interface: find a free one, or see that a wanted one is free. */
import { createServer } from "node:net";
import { codeOf } from "./fault.mjs";

/** Below the ports that systems hand out for outgoing connections: one of those could be gone before it is used. */
const FIRST_PORT = 15_000;
const LAST_PORT = 30_000;

/** @returns {Promise<number>} a port that nobody listens on right now, and that nobody is likely to be given soon */
export async function freePort() {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (await portIsFree(port)) return port;
  }
}

/**
 * Whether `http://localhost:<port>` is ours to take. Looks at IPv6 too, because a browser may try `::1` first and
 * reach somebody else's server there.
 * @param {number} port
 */
export async function portIsFree(port) {
  for (const host of ["127.0.0.1", "::1"]) {
    try {
      await listenOnce(port, host);
    } catch (cause) {
      if (codeOf(cause) === "EADDRINUSE") return false;
      // A machine without IPv6 has no `::1` to listen on, and nobody else has either.
      if (host === "127.0.0.1") throw cause;
    }
  }
  return true;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
}
