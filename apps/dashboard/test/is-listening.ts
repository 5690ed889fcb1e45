/** Binds a server to a free port of the loopback address. */
import type { Server } from "node:http";

/** Resolves with the server's URL. */
export function isListening(server: Server): Promise<string> {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") failed(new Error("The server has no port."));
      else ready(`http://127.0.0.1:${address.port}`);
    });
  });
}
