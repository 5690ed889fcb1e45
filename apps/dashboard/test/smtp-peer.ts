/** The receiving end of SMTP, as far as one client needs it: takes mails, or refuses them. */
import { createServer, type Socket } from "node:net";

export type SmtpPeer = {
  readonly url: string;
  /** As they came: headers and parts. */
  readonly received: readonly { readonly to: string; readonly data: string }[];
  /** How many mails it refuses from now on. */
  refusals: number;
  readonly stop: () => Promise<void>;
};

export async function startSmtpPeer(): Promise<SmtpPeer> {
  const received: { to: string; data: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    converse(socket, {
      take: (mail) => void received.push(mail),
      refuses: () => peer.refusals-- > 0,
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const peer: SmtpPeer = {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refusals: 0,
    stop: () =>
      new Promise((stopped) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => stopped());
      }),
  };
  return peer;
}

type Post = {
  readonly take: (mail: { readonly to: string; readonly data: string }) => void;
  readonly refuses: () => boolean;
};

function converse(socket: Socket, post: Post): void {
  let buffer = "";
  let to = "";
  let ends = "\r\n";
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (text: string): void => {
    const verb = text.slice(0, 4).toUpperCase();
    if (ends !== "\r\n") {
      post.take({ to, data: text });
      ends = "\r\n";
      say("250 taken");
    } else if (verb === "RCPT") {
      to = /<(.*)>/.exec(text)?.[1] ?? "";
      say(post.refuses() ? `550 no such mailbox ${to}` : "250 ok");
    } else if (verb === "DATA") {
      ends = "\r\n.\r\n";
      say("354 go on");
    } else if (verb === "QUIT") socket.end("221 bye\r\n");
    else say("250 ok");
  };
  socket.setEncoding("utf8").on("error", () => socket.destroy());
  socket.on("data", (chunk: string) => {
    buffer += chunk;
    for (let at = buffer.indexOf(ends); at !== -1; at = buffer.indexOf(ends)) {
      const text = buffer.slice(0, at);
      buffer = buffer.slice(at + ends.length);
      hear(text);
    }
  });
  say("220 peer");
}
