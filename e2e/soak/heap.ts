/** What the isolates of a workerd still hold once their garbage is collected, asked of its inspector. */
import { isJsonObject, parseJson } from "@agent-socket/protocol";
import WebSocket from "ws";

const MAX_DEPTH = 16;

/** Of all its isolates, in MiB. */
export async function heldMiB(inspectorPort: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
  const isolates: unknown = await response.json();
  if (!Array.isArray(isolates) || isolates.length === 0) throw new Error("The inspector knows no isolate.");
  const held = await Promise.all(isolates.map((isolate: unknown) => heldBy(addressOf(isolate))));
  return held.reduce((sum, bytes) => sum + bytes, 0) / 2 ** 20;
}

function addressOf(isolate: unknown): string {
  const address = isJsonObject(isolate) ? isolate["webSocketDebuggerUrl"] : undefined;
  if (typeof address !== "string")
    throw new Error(`The inspector gave no address: ${JSON.stringify(isolate)}`);
  return address.replace("localhost", "127.0.0.1");
}

async function heldBy(address: string): Promise<number> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  try {
    await asked(socket, 1, "HeapProfiler.collectGarbage");
    const used = (await asked(socket, 2, "Runtime.getHeapUsage"))["usedSize"];
    if (typeof used !== "number") throw new Error("The inspector does not tell how much is used.");
    return used;
  } finally {
    socket.terminate();
  }
}

/** The result of one question; whatever else the inspector tells meanwhile is of no interest. */
function asked(socket: WebSocket, id: number, method: string): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const hear = (data: WebSocket.RawData): void => {
      const said = parseJson(String(data), MAX_DEPTH)?.value;
      if (said === undefined || !isJsonObject(said) || said["id"] !== id) return;
      socket.off("message", hear);
      const result = said["result"];
      if (result !== undefined && isJsonObject(result)) resolve(result);
      else reject(new Error(`${method} was answered ${String(data)}`));
    };
    socket.on("message", hear);
    socket.once("close", () => reject(new Error("The inspector went.")));
    socket.send(JSON.stringify({ id, method, params: {} }));
  });
}
