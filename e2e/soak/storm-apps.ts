/** A process full of apps that use the SDK, each as from an address of its own. Told how many, it tells when each is connected. */
import { connect, type Session } from "@agent-socket/sdk";
import WebSocket from "ws";

export type Order = { readonly relayUrl: string; readonly apps: number; readonly network: number };
export type Report =
  | { readonly kind: "gathered"; readonly links: readonly string[] }
  | { readonly kind: "tried"; readonly atMs: number }
  | { readonly kind: "lost" }
  | { readonly kind: "back"; readonly atMs: number };

const AT_ONCE = 20;
/** Of so many, one gives out a link. */
const LINK_OF_EACH = 25;

const tell = (report: Report): void => void process.send?.(report);

/** Each comes from an address of its own, as users do. */
function webSocketFrom(network: number, index: number): new (url: string) => WebSocket {
  const headers = { "cf-connecting-ip": `10.${network}.${index >> 8}.${index & 255}` };
  return class extends WebSocket {
    constructor(url: string) {
      super(url, { headers, perMessageDeflate: false });
      tell({ kind: "tried", atMs: Date.now() });
    }
  };
}

async function open({ relayUrl, network }: Order, index: number): Promise<Session> {
  let isConnected = false;
  let wasLost = false;
  const session = await connect({
    appId: "as_app_anon",
    baseUrl: relayUrl,
    tools: [{ path: "/echo", description: "Says it back.", handler: ({ input }) => input }],
    WebSocket: webSocketFrom(network, index),
    onStatus: (status) => {
      // Each try has a status of its own: what counts is whether it is there.
      if ((status === "connected") === isConnected) return;
      isConnected = !isConnected;
      if (!isConnected) tell({ kind: "lost" });
      else if (wasLost) tell({ kind: "back", atMs: Date.now() });
      wasLost ||= !isConnected;
    },
  });
  await session.ready;
  return session;
}

async function gather(order: Order): Promise<void> {
  const links: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < order.apps) {
      const index = next++;
      const session = await open(order, index);
      if (index % LINK_OF_EACH === 0) links.push((await session.mintAgentToken()).url);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  tell({ kind: "gathered", links });
}

process.on("message", (order: Order) => void gather(order));
process.on("disconnect", () => process.exit(0));
