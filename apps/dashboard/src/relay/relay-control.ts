/** Signed calls to the relay. Each says what the relay acknowledged, or why it is not known to have acted. */
import {
  type EndSession,
  EndSessionReply,
  type ListRegistry,
  ListRegistryReply,
  type MintLink,
  MintLinkReply,
  type PutApp,
  PutAppReply,
  type RefreshSession,
  RefreshSessionReply,
  type RegistryEntry,
  type ReplayDeadLetters,
  ReplayDeadLettersReply,
  type RevokeLink,
  RevokeLinkReply,
  signControl,
} from "@agent-socket/protocol/control-plane";
import * as v from "valibot";
import type { Logger } from "../log.ts";

export type RelayAnswer<T> =
  /** `afterMs`: from the call to the acknowledgement. */
  | { readonly ok: true; readonly value: T; readonly afterMs: number }
  /** `reason`: one sentence for a person. */
  | { readonly ok: false; readonly reason: string };

type LinkAddress = { readonly appId: string; readonly sessionId: string; readonly tokenId: string };

export type RelayControl = {
  readonly putApp: (entry: RegistryEntry) => Promise<RelayAnswer<v.InferOutput<typeof PutAppReply>>>;
  readonly revokeLink: (link: LinkAddress) => Promise<RelayAnswer<v.InferOutput<typeof RevokeLinkReply>>>;
  /** Makes a link of a session for its developer. */
  readonly mintLink: (
    session: Omit<LinkAddress, "tokenId">,
    terms: Pick<v.InferInput<typeof MintLink>, "label" | "expiresInSeconds" | "readOnly">,
  ) => Promise<RelayAnswer<v.InferOutput<typeof MintLinkReply>>>;
  readonly endSession: (
    session: Omit<LinkAddress, "tokenId">,
  ) => Promise<RelayAnswer<v.InferOutput<typeof EndSessionReply>>>;
  readonly refreshSession: (
    sessionId: string,
    entry: RegistryEntry,
  ) => Promise<RelayAnswer<v.InferOutput<typeof RefreshSessionReply>>>;
  /** What the relay's cache holds, a page at a time. */
  readonly listRegistry: (
    cursor: string | null,
  ) => Promise<RelayAnswer<v.InferOutput<typeof ListRegistryReply>>>;
  readonly replayDeadLetters: () => Promise<RelayAnswer<v.InferOutput<typeof ReplayDeadLettersReply>>>;
};

type Message =
  | typeof PutApp
  | typeof RevokeLink
  | typeof MintLink
  | typeof EndSession
  | typeof RefreshSession
  | typeof ListRegistry
  | typeof ReplayDeadLetters;

export type RelayOptions = {
  readonly relayUrl: string;
  readonly controlSecrets: readonly string[];
  readonly log: Logger;
};

/** A person waits for the answer; what is not acknowledged by then is sent again in the background. */
const TIMEOUT_MS = 3_000;

export function createRelayControl(options: RelayOptions): RelayControl {
  const post: Post = (reply, path, message) => call(options, reply, "POST", `/internal/v1/${path}`, message);
  return {
    putApp: (entry) =>
      call(options, PutAppReply, "PUT", `/internal/v1/apps/${encodeURIComponent(entry.appId)}`, {
        operation: "put_app",
        target: entry.appId,
        entry,
      }),
    ...sessionCalls(post),
    listRegistry: (cursor) =>
      post(ListRegistryReply, "registry/list", { operation: "list_registry", target: "list", cursor }),
    replayDeadLetters: () =>
      post(ReplayDeadLettersReply, "dead-letters/replay", {
        operation: "replay_dead_letters",
        target: "replay",
      }),
  };
}

type Post = <T>(
  reply: v.GenericSchema<unknown, T>,
  path: string,
  message: v.InferInput<Message>,
) => Promise<RelayAnswer<T>>;

/** What is said to one session's object. */
const sessionCalls = (
  post: Post,
): Pick<RelayControl, "revokeLink" | "mintLink" | "endSession" | "refreshSession"> => ({
  revokeLink: ({ appId, sessionId: target, tokenId }) =>
    post(RevokeLinkReply, sessionPath(target, "revoke-link"), {
      operation: "revoke_link",
      target,
      appId,
      tokenId,
    }),
  mintLink: ({ appId, sessionId: target }, { label, expiresInSeconds, readOnly }) =>
    post(MintLinkReply, sessionPath(target, "mint-link"), {
      operation: "mint_link",
      target,
      appId,
      label,
      expiresInSeconds,
      readOnly,
    }),
  endSession: ({ appId, sessionId: target }) =>
    post(EndSessionReply, sessionPath(target, "end"), { operation: "end_session", target, appId }),
  refreshSession: (target, entry) =>
    post(RefreshSessionReply, sessionPath(target, "refresh"), {
      operation: "refresh_session",
      target,
      entry,
    }),
});

const sessionPath = (sessionId: string, verb: string): string =>
  `sessions/${encodeURIComponent(sessionId)}/${verb}`;

async function call<T>(
  { relayUrl, controlSecrets, log }: RelayOptions,
  reply: v.GenericSchema<unknown, T>,
  method: "PUT" | "POST",
  path: string,
  message: v.InferInput<Message>,
): Promise<RelayAnswer<T>> {
  const startedAt = performance.now();
  const body = JSON.stringify(message);
  try {
    const response = await fetch(`${relayUrl}${path}`, {
      method,
      body,
      headers: signControl(body, controlSecrets),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
      cache: "no-store",
    });
    if (!response.ok) {
      await response.body?.cancel();
      return failed(`The relay answered with status ${response.status}.`);
    }
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), reply), await response.text());
    if (!parsed.success) return failed("The relay gave an answer that this dashboard does not understand.");
    return { ok: true, value: parsed.output, afterMs: Math.round(performance.now() - startedAt) };
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "TimeoutError")
      return failed(`The relay did not answer within ${TIMEOUT_MS / 1000} seconds.`);
    return failed("The relay cannot be reached.", cause);
  }

  function failed(reason: string, cause?: unknown): RelayAnswer<T> {
    log.warn(
      { operation: message.operation, target: message.target, reason, err: cause },
      "relay call failed",
    );
    return { ok: false, reason };
  }
}
