/** HTTP by hand, for requests that no client would send: what is written is what goes over the wire. */
import { connect } from "node:net";

/** `null`: the connection was closed without an answer, as it may be after what is no HTTP. */
export type RawAnswer = { readonly status: number; readonly head: string; readonly text: string } | null;

/** Who sends half a request waits for the rest of it, and so does the other side. */
const PATIENCE_MS = 5_000;

/** `lines`: the request line and the headers, without `Connection`. Each character is one byte. */
export function sendRaw(url: string, lines: readonly string[], body = ""): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const { promise, resolve } = Promise.withResolvers<RawAnswer>();
  const chunks: Buffer[] = [];
  const socket = connect({ host: hostname, port: Number(port) });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on("data", (chunk) => chunks.push(chunk));
  // What was answered before the connection broke still counts.
  socket.on("error", () => socket.destroy());
  socket.on("close", () => resolve(parsed(Buffer.concat(chunks).toString("latin1"))));
  socket.end(Buffer.from(`${[...lines, "connection: close"].join("\r\n")}\r\n\r\n${body}`, "latin1"));
  return promise;
}

function parsed(answer: string): RawAnswer {
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(answer) ?? [];
  if (status === undefined) return null;
  const end = answer.indexOf("\r\n\r\n");
  return { status: Number(status), head: answer.slice(0, end), text: answer.slice(end + 4) };
}
