/**
 * Dashboard ⇄ relay: the messages, and their signature (Standard Webhooks: HMAC-SHA-256 over id.timestamp.body).
 * Every body names its operation and its target, which must equal the address it was sent to, so the signature covers
 * the method and the path as well.
 */
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import * as v from "valibot";
import { MAX_EVENTS_PER_BATCH, MAX_LABEL_CHARS, MAX_MINTED_SECONDS } from "./limit.ts";
import { no, ok, refuse, type Result } from "./refusal.ts";
import { AppStatus, RegistryEntrySchema } from "./registry-entry.ts";
import { RelayEventSchema } from "./relay-event.ts";

export {
  AppStatus,
  entryDigest,
  LinkCallPolicy,
  NOTHING_USED_UP,
  type RegistryEntry,
  RegistryEntrySchema,
  type UsedUp,
} from "./registry-entry.ts";
export {
  CallOutcome,
  CallSurface,
  LinkRevoker,
  type RelayEvent,
  RelayEventSchema,
  SessionEndReason,
} from "./relay-event.ts";

/** `PUT /internal/v1/apps/<appId>` at the relay. */
export const PutApp = v.pipe(
  v.object({ operation: v.literal("put_app"), target: v.string(), entry: RegistryEntrySchema }),
  v.check((message) => message.entry.appId === message.target, "the entry is of another app than the target"),
);
/** `applied` is false when the relay already held this version or a newer one. */
export const PutAppReply = v.object({ applied: v.boolean(), version: v.number() });

/** `POST /internal/v1/sessions/<sessionId>/revoke-link` at the relay. */
export const RevokeLink = v.object({
  operation: v.literal("revoke_link"),
  target: v.string(),
  appId: v.string(),
  tokenId: v.string(),
});
/** After this answer no call with the link is dispatched. `found` is false when the session no longer knows the link. */
export const RevokeLinkReply = v.object({ found: v.boolean(), revokedAtMs: v.number() });

/**
 * `POST /internal/v1/sessions/<sessionId>/mint-link` at the relay: a link for a developer to try the app with, made as
 * the app itself would, and in its list of links.
 */
export const MintLink = v.object({
  operation: v.literal("mint_link"),
  target: v.string(),
  appId: v.string(),
  label: v.pipe(v.string(), v.maxLength(MAX_LABEL_CHARS)),
  expiresInSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_MINTED_SECONDS)),
  readOnly: v.boolean(),
});
/** `link` is `null` when there is no such session, or, with `refused`, when it makes no more links. `url` is a secret. */
export const MintLinkReply = v.object({
  link: v.nullable(v.object({ url: v.string(), tokenId: v.string() })),
  refused: v.nullable(v.string()),
});

/** `POST /internal/v1/sessions/<sessionId>/end` at the relay. */
export const EndSession = v.object({
  operation: v.literal("end_session"),
  target: v.string(),
  appId: v.string(),
});
export const EndSessionReply = v.object({ found: v.boolean(), endedAtMs: v.number() });

/** `POST /internal/v1/sessions/<sessionId>/refresh` at the relay: the app's entry, for a session that is at work. */
export const RefreshSession = v.object({
  operation: v.literal("refresh_session"),
  target: v.string(),
  entry: RegistryEntrySchema,
});
/**
 * After this answer the session works by `version`, which may be a newer one. `refused`: the entry does not allow it,
 * and its app has lost its socket. `found` is false when the relay knows no such session of the app.
 */
export const RefreshSessionReply = v.object({
  found: v.boolean(),
  version: v.number(),
  refused: v.nullable(v.string()),
});

/** `POST /internal/v1/registry/list` at the relay: what its cache holds, a page at a time. */
export const ListRegistry = v.object({
  operation: v.literal("list_registry"),
  target: v.literal("list"),
  cursor: v.nullable(v.string()),
});
/** `digest` is that of `entryDigest`; `cursor` is `null` on the last page. */
export const ListRegistryReply = v.object({
  apps: v.array(v.object({ appId: v.string(), version: v.number(), status: AppStatus, digest: v.string() })),
  cursor: v.nullable(v.string()),
});

/** `POST /internal/v1/dead-letters/replay` at the relay: puts back into the queue what it gave up on. */
export const ReplayDeadLetters = v.object({
  operation: v.literal("replay_dead_letters"),
  target: v.literal("replay"),
});
export const ReplayDeadLettersReply = v.object({ replayed: v.number(), left: v.number() });

/**
 * `POST /api/relay/apps` at the dashboard: the relay's question for an app id that its cache does not hold, or holds in
 * a version that refuses somebody.
 */
export const ReadApp = v.object({
  operation: v.literal("read_app"),
  target: v.string(),
  heldVersion: v.optional(v.nullable(v.number())),
});
export const ReadAppReply = v.object({ entry: v.nullable(RegistryEntrySchema) });

/** `POST /api/relay/events` at the dashboard. */
export const IngestEvents = v.object({
  operation: v.literal("ingest_events"),
  target: v.literal("events"),
  events: v.pipe(v.array(RelayEventSchema), v.maxLength(MAX_EVENTS_PER_BATCH)),
});
export const IngestEventsReply = v.object({ accepted: v.number() });

/** The headers that sign `body` with the first of the shared secrets (each `whsec_` + base64, at least 24 bytes). */
export function signControl(
  body: string,
  secrets: readonly string[],
  now = new Date(),
): Record<string, string> {
  const [secret] = secrets;
  if (secret === undefined) throw new Error("No control secret is configured.");
  const id = `msg_${crypto.randomUUID()}`;
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
}

/**
 * A signed message, checked (signature under any of the secrets, at most 5 minutes old) and parsed. `expected` is what
 * the address says the message must be about.
 */
export function readControl<T extends { operation: string; target: string }>(
  schema: v.GenericSchema<unknown, T>,
  message: { readonly body: string; readonly headers: Headers },
  secrets: readonly string[],
  expectedTarget: string,
): Result<T> {
  const headers = {
    "webhook-id": message.headers.get("webhook-id") ?? "",
    "webhook-timestamp": message.headers.get("webhook-timestamp") ?? "",
    "webhook-signature": message.headers.get("webhook-signature") ?? "",
  };
  const payload = secrets
    .map((secret) => verified(secret, message.body, headers))
    .find((value) => value !== null);
  if (payload === undefined || payload === null)
    return no(refuse("signature_invalid", "The message is not signed, stale, or altered."));
  const parsed = v.safeParse(schema, payload.value);
  if (!parsed.success)
    return no(
      refuse("malformed", `${v.getDotPath(parsed.issues[0]) ?? "body"}: ${parsed.issues[0].message}`),
    );
  if (parsed.output.target !== expectedTarget)
    return no(refuse("signature_invalid", "The message was signed for another address."));
  return ok(parsed.output);
}

/** The id of a message that `readControl` found good; the signature covers it. Of a retry it is another one. */
export const messageIdOf = (headers: Headers): string => headers.get("webhook-id") ?? "";

function verified(
  secret: string,
  body: string,
  headers: Record<string, string>,
): { readonly value: unknown } | null {
  try {
    return { value: new Webhook(secret).verify(body, headers) };
  } catch (cause) {
    if (cause instanceof WebhookVerificationError || cause instanceof SyntaxError) return null;
    throw cause;
  }
}
