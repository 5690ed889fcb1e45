/** An app for tests whose socket never answers a close, as one behind a dead network: frames over bare TCP. */
import { connect } from "node:net";

export type DeafApp = {
  send(frame: object): void;
  /** Once the relay has said something like this. */
  heard(pattern: RegExp): Promise<RegExpExecArray>;
  destroy(): void;
};

export async function connectDeafApp(relay: URL, origin?: string): Promise<DeafApp> {
  const socket = connect(Number(relay.port), relay.hostname);
  let text = "";
  const checks = new Set<() => void>();
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
    for (const check of checks) check();
  });
  const heard = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const check = () => {
        const match = pattern.exec(text);
        if (match === null) return;
        checks.delete(check);
        resolve(match);
      };
      checks.add(check);
      check();
    });
  socket.write(
    [
      "GET /v1/_ws HTTP/1.1",
      `Host: ${relay.host}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${btoa("0123456789abcdef")}`,
      ...(origin === undefined ? [] : [`Origin: ${origin}`]),
      "\r\n",
    ].join("\r\n"),
  );
  await heard(/^HTTP\/1.1 101/);
  return {
    send: (frame) => socket.write(textFrame(JSON.stringify(frame))),
    heard,
    destroy: () => socket.destroy(),
  };
}

/** A short text frame under a mask of zeros, which changes nothing. */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  return Buffer.concat([Buffer.from([0x81, 0xfe, length >> 8, length & 255, 0, 0, 0, 0]), Buffer.from(text)]);
}
