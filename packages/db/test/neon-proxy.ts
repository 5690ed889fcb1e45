/** What Neon's own proxy does: carries the Postgres protocol of a WebSocket to a Postgres over TCP. */
import { type AddressInfo, createConnection } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export type NeonProxy = {
  readonly port: number;
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
};

export async function startNeonProxy(target: { host: string; port: number }): Promise<NeonProxy> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await new Promise((ready) => server.once("listening", ready));
  let connections = 0;
  server.on("connection", (socket: WebSocket) => {
    connections++;
    const tcp = createConnection(target).setNoDelay(true);
    socket.on("message", (data: Buffer) => tcp.write(data));
    socket.on("close", () => tcp.end());
    tcp.on("data", (data) => socket.send(data));
    tcp.on("close", () => socket.close());
    tcp.on("error", () => socket.close());
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connections: () => connections,
    stop: () =>
      new Promise((stopped) => {
        for (const client of server.clients) client.terminate();
        server.close(() => stopped());
      }),
  };
}
