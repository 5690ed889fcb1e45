/**
 * The relay's side of the control plane, over HTTP, with its signatures and its version rule and nothing else: what a
 * test needs to see what the dashboard says, and to be down, slow or wrong.
 */
import { createServer, type IncomingMessage } from "node:http";
import {
  EndSession,
  entryDigest,
  ListRegistry,
  MintLink,
  PutApp,
  readControl,
  RefreshSession,
  type RegistryEntry,
  ReplayDeadLetters,
  RevokeLink,
} from "@agent-socket/protocol/control-plane";
import type * as v from "valibot";
import { isListening } from "./is-listening.ts";

export type RelayPeer = {
  readonly url: string;
  /** What it was told last of each app; a test may make it drift. */
  readonly entries: Map<string, RegistryEntry>;
  readonly revoked: readonly string[];
  readonly ended: readonly string[];
  /** The links it made on order: their sessions, and what was ordered. */
  readonly minted: readonly Minted[];
  /** By which version each session works, as far as it was told; one that is not in `gone` is known here. */
  readonly refreshed: ReadonlyMap<string, number>;
  readonly gone: Set<string>;
  /** Sessions whose entry does not allow them any more. */
  readonly refused: Set<string>;
  /** `down`: every request fails. `ahead`: it claims to hold a newer version of everything. */
  mode: "up" | "down" | "ahead";
  readonly stop: () => Promise<void>;
};

export async function startRelayPeer(secrets: readonly string[]): Promise<RelayPeer> {
  const told: Told = {
    entries: new Map(),
    revoked: [],
    ended: [],
    minted: [],
    refreshed: new Map(),
    gone: new Set(),
    refused: new Set(),
  };
  const server = createServer((request, response) => {
    void received(request).then(async (command) => {
      const isHealthCheck = request.url === "/healthz";
      const body =
        peer.mode === "down"
          ? null
          : isHealthCheck
            ? { ok: true }
            : await answer(command, secrets, told, peer.mode);
      const status = peer.mode === "down" ? 503 : body === null ? 401 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const stop = () => new Promise<void>((stopped) => server.close(() => stopped()));
  const peer: RelayPeer = { url: await isListening(server), ...told, mode: "up", stop };
  return peer;
}

type Minted = Readonly<v.InferOutput<typeof MintLink>>;

type Told = {
  readonly entries: Map<string, RegistryEntry>;
  readonly revoked: string[];
  readonly ended: string[];
  readonly minted: Minted[];
  readonly refreshed: Map<string, number>;
  readonly gone: Set<string>;
  readonly refused: Set<string>;
};
type Received = {
  readonly way: string;
  readonly id: string;
  readonly body: string;
  readonly headers: Headers;
};

/** `null`: not signed as it must be. */
async function answer(
  received: Received,
  secrets: readonly string[],
  told: Told,
  mode: "up" | "ahead",
): Promise<object | null> {
  const { way, id } = received;
  if (way === "PUT apps ") {
    const command = readControl(PutApp, received, secrets, id);
    return command.ok ? put(command.value.entry, told, mode) : null;
  }
  if (way === "POST registry ") {
    const command = readControl(ListRegistry, received, secrets, id);
    return command.ok ? list(told, command.value.cursor) : null;
  }
  if (way === "POST dead-letters ") {
    const command = readControl(ReplayDeadLetters, received, secrets, id);
    return command.ok ? { replayed: 3, left: 0 } : null;
  }
  return way.startsWith("POST sessions ") ? answerSession(received, secrets, told) : null;
}

function answerSession(received: Received, secrets: readonly string[], told: Told): object | null {
  const { way, id } = received;
  if (way === "POST sessions revoke-link") {
    const command = readControl(RevokeLink, received, secrets, id);
    if (command.ok) told.revoked.push(command.value.tokenId);
    return command.ok ? { found: true, revokedAtMs: Date.now() } : null;
  }
  if (way === "POST sessions mint-link") {
    const command = readControl(MintLink, received, secrets, id);
    return command.ok ? mint(id, command.value, told) : null;
  }
  if (way === "POST sessions refresh") {
    const command = readControl(RefreshSession, received, secrets, id);
    return command.ok ? refresh(id, command.value.entry, told) : null;
  }
  const command = readControl(EndSession, received, secrets, id);
  if (command.ok) told.ended.push(id);
  return command.ok ? { found: true, endedAtMs: Date.now() } : null;
}

function mint(sessionId: string, order: Minted, told: Told): object {
  if (told.gone.has(sessionId)) return { link: null, refused: null };
  if (told.refused.has(sessionId)) return { link: null, refused: "limit_reached" };
  told.minted.push(order);
  const url = `https://relay.example.com/v1/t/as_${sessionId}_AAAAAAAAAAAAAAAAAAAAAA`;
  return { link: { url, tokenId: "0123456789AB" }, refused: null };
}

function refresh(sessionId: string, { version }: RegistryEntry, told: Told): object {
  if (told.gone.has(sessionId)) return { found: false, version: 0, refused: null };
  told.refreshed.set(sessionId, version);
  return { found: true, version, refused: told.refused.has(sessionId) ? "origin_not_allowed" : null };
}

/** Two apps a page, so that a test of a few has several. */
async function list({ entries }: Told, cursor: string | null): Promise<object> {
  const start = Number(cursor ?? 0);
  const page = [...entries.values()].slice(start, start + 2);
  const apps = await Promise.all(
    page.map(async (entry) => ({
      appId: entry.appId,
      version: entry.version,
      status: entry.status,
      digest: await entryDigest(entry),
    })),
  );
  return { apps, cursor: start + 2 < entries.size ? String(start + 2) : null };
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
