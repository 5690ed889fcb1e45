/** The apps at the other end: plain sockets without compression that answer each call at once with what it brought. */
import { HEARTBEAT_PING } from "@agent-socket/protocol";
import WebSocket from "ws";

export type App = {
  readonly socket: WebSocket;
  readonly linkUrls: readonly string[];
  readonly openMs: number;
};
export type Credentials = { readonly appId: string; readonly appKey: string };

const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });

/** Behind the bare bridge: `<id>\n<body>` comes and goes. */
export async function bridgeApp(origin: string, name: string): Promise<App> {
  const startedAt = performance.now();
  const socket = new WebSocket(`${origin.replace("http", "ws")}/${name}`, { perMessageDeflate: false });
  socket.on("message", (data) => socket.send(String(data)));
  await opened(socket);
  return { socket, linkUrls: [`${origin}/${name}`], openMs: performance.now() - startedAt };
}

const SCHEMA = {
  type: "object",
  properties: {
    x: { type: "integer", minimum: 0, maximum: 1023 },
    y: { type: "integer", minimum: 0, maximum: 1023 },
    color: { type: "string" },
    text: { type: "string" },
  },
  required: ["x", "y"],
  additionalProperties: false,
};
const TOOL = {
  name: "set_pixel",
  path: "/set_pixel",
  method: "POST",
  description: "Sets a pixel.",
  input_schema: SCHEMA,
};

type RelayWord = {
  readonly type: string;
  readonly id: string;
  readonly body: string;
  readonly ok?: boolean;
  readonly url?: string;
};

const HEARTBEAT_MS = 60_000;

type RelayApp = {
  readonly origin: string;
  readonly credentials: Credentials;
  readonly links: number;
  readonly heartbeat?: boolean;
};

/** Behind the relay: registers one tool with a schema, and makes so many links. */
export async function relayApp({ origin, credentials, links, heartbeat = false }: RelayApp): Promise<App> {
  const { appId, appKey } = credentials;
  const startedAt = performance.now();
  const socket = new WebSocket(`${origin.replace("http", "ws")}/v1/_ws`, { perMessageDeflate: false });
  const say = (frame: object) => socket.send(JSON.stringify(frame));
  const linkUrls: string[] = [];
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  const mint = () => (linkUrls.length < links ? say({ type: "mint_agent_token", id: "mint" }) : resolve());
  socket.on("message", (data) => {
    const frame = JSON.parse(String(data)) as RelayWord;
    if (frame.type === "tool_call")
      return say({ type: "tool_reply", id: frame.id, status: 200, body: frame.body });
    if (frame.ok === false) reject(new Error(`The relay refused the benchmark's app: ${String(data)}`));
    if (frame.url !== undefined) linkUrls.push(frame.url);
    if (frame.type === "register_reply" || frame.type === "mint_agent_token_reply") mint();
  });
  await opened(socket);
  say({ type: "register", appId, appKey, appName: "Benchmark", tools: [TOOL] });
  await ready;
  if (heartbeat) setInterval(() => socket.send(HEARTBEAT_PING), HEARTBEAT_MS);
  return { socket, linkUrls, openMs: performance.now() - startedAt };
}
