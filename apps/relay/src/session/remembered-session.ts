/** A session as it comes to memory: what the store knows of it, and nothing under way. */
import { checked } from "./app/attach.ts";
import type { Ports, Session } from "./session.ts";
import type { SessionStore } from "./store.ts";

export function rememberedSession(store: SessionStore, ports: Ports): Session {
  const record = store.readSession();
  return {
    store,
    ports,
    record,
    tools: record === null ? [] : store.readTools().map(checked),
    links: new Map(record === null ? [] : store.readLinks().map((link) => [link.tokenId, link])),
    pending: new Map(),
    buckets: new Map(),
    batches: new Set(),
    listed: new Set(),
    eventWaiters: new Set(),
    tokenIds: new Map(),
    socket: null,
    askedAtMs: null,
    endings: [],
  };
}
