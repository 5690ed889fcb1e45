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
  const entries = new Map<string, RegistryEntry>();
  const revoked: string[] = [];
  const ended: string[] = [];
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const url = await isListening(server);
  const peer: RelayPeer = {
    url,
    entries,
    revoked,
    ended,
    mode: "up",
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
  return peer;

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const message = { body: await textOf(request), headers: new Headers(headersOf(request)) };
    if (peer.mode === "down") return { status: 503, body: {} };
    const [, , , collection, id = "", verb = ""] = (request.url ?? "").split("/");
    switch (`${request.method} ${collection} ${verb}`) {
      case "PUT apps ": {
        const command = readControl(PutApp, message, secrets, id);
        return command.ok ? { status: 200, body: put(command.value.entry) } : { status: 401, body: {} };
      }
      case "POST sessions revoke-link": {
        const command = readControl(RevokeLink, message, secrets, id);
        if (!command.ok) return { status: 401, body: {} };
        revoked.push(command.value.tokenId);
        return { status: 200, body: { found: true, revokedAtMs: Date.now() } };
      }
      case "POST sessions end": {
        const command = readControl(EndSession, message, secrets, id);
        if (!command.ok) return { status: 401, body: {} };
        ended.push(id);
        return { status: 200, body: { found: true, endedAtMs: Date.now() } };
      }
      default:
        return { status: 404, body: {} };
    }
  }

  function put(entry: RegistryEntry): object {
    const held = entries.get(entry.appId)?.version ?? 0;
    if (peer.mode === "ahead") return { applied: false, version: entry.version + 5 };
    if (held >= entry.version) return { applied: false, version: held };
    entries.set(entry.appId, entry);
    return { applied: true, version: entry.version };
  }
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
