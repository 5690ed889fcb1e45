/**
 * The relay's side of the control plane, over HTTP, with its signatures and its version rule and nothing else: what a
 * test needs to see what the dashboard says, and to be down, slow or wrong.
 */
import { createServer, type IncomingMessage } from "node:http";
import {
  EndSession,
  PutApp,
  readControl,
  type RegistryEntry,
  RevokeLink,
} from "@agent-socket/protocol/control-plane";
import { isListening } from "./is-listening.ts";

export type RelayPeer = {
  readonly url: string;
  /** What it was told last of each app. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  readonly revoked: readonly string[];
  readonly ended: readonly string[];
  /** `down`: every request fails. `ahead`: it claims to hold a newer version of everything. */
  mode: "up" | "down" | "ahead";
  readonly stop: () => Promise<void>;
};

export async function startRelayPeer(secrets: readonly string[]): Promise<RelayPeer> {
  const told: Told = { entries: new Map(), revoked: [], ended: [] };
  const server = createServer((request, response) => {
    void received(request).then((command) => {
      const body = peer.mode === "down" ? null : answer(command, secrets, told, peer.mode);
      const status = peer.mode === "down" ? 503 : body === null ? 401 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const stop = () => new Promise<void>((stopped) => server.close(() => stopped()));
  const peer: RelayPeer = { url: await isListening(server), ...told, mode: "up", stop };
  return peer;
}

type Told = {
  readonly entries: Map<string, RegistryEntry>;
  readonly revoked: string[];
  readonly ended: string[];
};
type Received = {
  readonly way: string;
  readonly id: string;
  readonly body: string;
  readonly headers: Headers;
};

/** `null`: not signed as it must be. */
function answer(
  received: Received,
  secrets: readonly string[],
  told: Told,
  mode: "up" | "ahead",
): object | null {
  const { way, id } = received;
  if (way === "PUT apps ") {
    const command = readControl(PutApp, received, secrets, id);
    return command.ok ? put(command.value.entry, told, mode) : null;
  }
  if (way === "POST sessions revoke-link") {
    const command = readControl(RevokeLink, received, secrets, id);
    if (command.ok) told.revoked.push(command.value.tokenId);
    return command.ok ? { found: true, revokedAtMs: Date.now() } : null;
  }
  const command = readControl(EndSession, received, secrets, id);
  if (command.ok) told.ended.push(id);
  return command.ok ? { found: true, endedAtMs: Date.now() } : null;
}

function put(entry: RegistryEntry, { entries }: Told, mode: "up" | "ahead"): object {
  const held = entries.get(entry.appId)?.version ?? 0;
  if (mode === "ahead") return { applied: false, version: entry.version + 5 };
  if (held >= entry.version) return { applied: false, version: held };
  entries.set(entry.appId, entry);
  return { applied: true, version: entry.version };
}

async function received(request: IncomingMessage): Promise<Received> {
  const [, , , collection, id = "", verb = ""] = (request.url ?? "").split("/");
  const headers = new Headers(headersOf(request));
  return { way: `${request.method} ${collection} ${verb}`, id, body: await textOf(request), headers };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}

const headersOf = (request: IncomingMessage): [string, string][] =>
  Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
