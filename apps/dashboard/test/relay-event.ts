/** Events as the relay reports them, with likely values for what a test does not care about. */
import { randomUUID } from "node:crypto";
import { newRequestId, newSessionId, sha256, tokenIdOf } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";

type Of<K extends RelayEvent["kind"]> = Extract<RelayEvent, { kind: K }>;
/** What every event of one link shares. */
export type TestLink = { readonly appId: string; readonly sessionId: string; readonly tokenId: string };

export async function newLink(appId: string, sessionId = newSessionId()): Promise<TestLink> {
  return { appId, sessionId, tokenId: tokenIdOf(await sha256(randomUUID())) };
}

const base = () => ({ id: randomUUID(), atMs: Date.now() });

export const sessionStarted = (
  { appId, sessionId }: Omit<TestLink, "tokenId">,
  more: Partial<Of<"session_started">> = {},
): RelayEvent => ({
  kind: "session_started",
  ...base(),
  appId,
  sessionId,
  origin: "https://app.example.com",
  sdk: "js/0.1.0",
  toolCount: 5,
  toolNames: ["set_pixel", "set_pixels"],
  ...more,
});

export const sessionPresence = (
  { appId, sessionId }: Omit<TestLink, "tokenId">,
  more: Partial<Of<"session_presence">> = {},
): RelayEvent => ({
  kind: "session_presence",
  ...base(),
  appId,
  sessionId,
  online: true,
  toolCount: 5,
  toolNames: ["set_pixel", "set_pixels"],
  ...more,
});

export const sessionEnded = (
  { appId, sessionId }: Omit<TestLink, "tokenId">,
  more: Partial<Of<"session_ended">> = {},
): RelayEvent => ({ kind: "session_ended", ...base(), appId, sessionId, reason: "app", ...more });

export const linkCreated = (link: TestLink, more: Partial<Of<"link_created">> = {}): RelayEvent => ({
  kind: "link_created",
  ...base(),
  ...link,
  label: "user-42",
  expiresAtMs: null,
  readOnly: false,
  tools: null,
  maxCalls: null,
  ...more,
});

export const linkOpened = (link: TestLink, more: Partial<Of<"link_opened">> = {}): RelayEvent => ({
  kind: "link_opened",
  ...base(),
  ...link,
  client: "claude",
  ...more,
});

export const linkRevoked = (link: TestLink, more: Partial<Of<"link_revoked">> = {}): RelayEvent => ({
  kind: "link_revoked",
  ...base(),
  ...link,
  by: "holder",
  ...more,
});

export const callFinished = (link: TestLink, more: Partial<Of<"call_finished">> = {}): RelayEvent => ({
  kind: "call_finished",
  ...base(),
  ...link,
  requestId: newRequestId(),
  tool: "set_pixel",
  surface: "http",
  client: "claude",
  outcome: "ok",
  httpStatus: 200,
  startedAtMs: Date.now() - 20,
  durationMs: 20,
  appMs: 12,
  requestBytes: 100,
  responseBytes: 200,
  ...more,
});

export const originRefused = (appId: string, more: Partial<Of<"origin_refused">> = {}): RelayEvent => ({
  kind: "origin_refused",
  ...base(),
  appId,
  origin: "https://other.example.com",
  code: "origin_not_allowed",
  ...more,
});
