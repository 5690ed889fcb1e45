/**
 * The load generator and the apps, in a process of their own. Started with an IPC channel: takes one order at a time, and
 * answers it with what was measured.
 */
import { type App, bridgeApp, type Credentials, relayApp } from "./apps.ts";
import { type Call, closedLoop, type Latencies, oneByOne, send } from "./closed-loop.ts";
import { pipedCalls } from "./piping.ts";

export type Order =
  | { readonly do: "openBridges"; readonly origin: string; readonly names: readonly string[] }
  | {
      readonly do: "openSessions";
      readonly origin: string;
      readonly credentials: Credentials;
      readonly count: number;
      readonly links: number;
      /** Signs of life, for sessions that are used again after minutes. */
      readonly heartbeat?: boolean;
    }
  | {
      readonly do: "load";
      readonly calls: readonly Call[];
      readonly concurrency: number;
      readonly ms: number;
    }
  | { readonly do: "oneByOne"; readonly calls: readonly Call[] }
  | { readonly do: "ask"; readonly call: Call }
  | { readonly do: "pipe"; readonly origin: string; readonly body: string; readonly ms: number };
/** The addresses of each app that was opened, and how long each took from its connect to its last address. */
export type Opened = { readonly urls: readonly (readonly string[])[]; readonly openMs: readonly number[] };
export type Answers = {
  readonly openBridges: Opened;
  readonly openSessions: Opened;
  readonly load: Latencies;
  readonly oneByOne: Latencies;
  readonly ask: string;
  readonly pipe: Latencies;
};
export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string };

/** Sockets that connect at the same time: as a crowd would, without being refused. */
const AT_ONCE = 8;

async function openMany(count: number, open: (index: number) => Promise<App>): Promise<Opened> {
  const opened: App[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      opened[index] = await open(index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { urls: opened.map(({ linkUrls }) => linkUrls), openMs: opened.map(({ openMs }) => openMs) };
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "openBridges":
      return openMany(order.names.length, (index) => bridgeApp(order.origin, order.names[index] ?? ""));
    case "openSessions":
      return openMany(order.count, () => relayApp(order));
    case "load":
      return closedLoop(order.calls, order.concurrency, order.ms);
    case "oneByOne":
      return oneByOne(order.calls);
    case "ask":
      return send(order.call);
    case "pipe":
      return pipedCalls(order.origin, order.body, order.ms);
  }
}

process.on("message", (order: Order) => {
  obey(order).then(
    (value) => process.send?.({ ok: true, value } satisfies Reply),
    (cause: unknown) =>
      process.send?.({
        ok: false,
        fault: cause instanceof Error ? cause.message : String(cause),
      } satisfies Reply),
  );
});
// Whoever gave the orders is gone.
process.on("disconnect", () => process.exit());
