/** The dashboard's side of the control plane, with its signatures and nothing else: what it is asked, and what it is told. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { errorTable, type Refusal } from "@agent-socket/protocol";
import {
  IngestEvents,
  ReadApp,
  readControl,
  type RegistryEntry,
  type RelayEvent,
  signControl,
} from "@agent-socket/protocol/control-plane";

const SECRET = `whsec_${btoa("a control secret for tests, 32 by")}`;

export type DashboardPeer = {
  readonly url: string;
  readonly secret: string;
  /** The apps that it knows. */
  readonly apps: Map<string, RegistryEntry>;
  /** The versions that the relay said it holds, question by question. */
  readonly asked: (number | null)[];
  readonly events: RelayEvent[];
  isUp: boolean;
  /** Signs and sends one message to the relay; `path` follows `/internal/v1`. */
  send(relay: URL, method: "PUT" | "POST", path: string, message: object): Promise<Response>;
  push(relay: URL, entry: RegistryEntry): Promise<void>;
  stop(): void;
};

export async function startDashboardPeer(): Promise<DashboardPeer> {
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const answer = answerTo(peer, request.url ?? "", { body, headers });
      response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const send: DashboardPeer["send"] = (relay, method, path, message) => {
    const body = JSON.stringify(message);
    const init: RequestInit = { body, headers: signControl(body, [SECRET]) };
    return fetch(new URL(`/internal/v1${path}`, relay), { ...init, method });
  };
  const peer: DashboardPeer = {
    url: `http://127.0.0.1:${port}`,
    secret: SECRET,
    apps: new Map(),
    asked: [],
    events: [],
    isUp: true,
    send,
    async push(relay, entry) {
      peer.apps.set(entry.appId, entry);
      const message = { operation: "put_app", target: entry.appId, entry };
      const response = await send(relay, "PUT", `/apps/${entry.appId}`, message);
      if (!response.ok) throw new Error(await response.text());
    },
    stop: () => server.close().closeAllConnections(),
  };
  return peer;
}

type Answer = { readonly status: number; readonly body: object };
type Message = { readonly body: string; readonly headers: Headers };

function answerTo(peer: DashboardPeer, path: string, message: Message): Answer {
  if (!peer.isUp) return { status: 503, body: {} };
  const { target } = JSON.parse(message.body) as { target: string };
  if (path === "/api/relay/events") {
    const read = readControl(IngestEvents, message, [SECRET], "events");
    if (!read.ok) return refused(read.refusal);
    peer.events.push(...read.value.events);
    return { status: 200, body: { accepted: read.value.events.length } };
  }
  const read = readControl(ReadApp, message, [SECRET], target);
  if (!read.ok) return refused(read.refusal);
  peer.asked.push(read.value.heldVersion ?? null);
  return { status: 200, body: { entry: peer.apps.get(target) ?? null } };
}

const refused = ({ code }: Refusal): Answer => ({ status: errorTable[code].http, body: { error: { code } } });

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
