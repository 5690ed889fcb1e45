/**
 * What the relay reports to the dashboard. An `id` names one fact for good: an event that arrives twice counts once.
 * Times are milliseconds since the epoch, of the relay's clock. Never arguments, results or secrets.
 */
import * as v from "valibot";
import { MAX_NAME_CHARS, MAX_NAMES_REPORTED } from "./limit.ts";

/** All ids are plain; anything else could not even be stored. */
const id = v.pipe(v.string(), v.maxLength(64), v.regex(/^[ -~]*$/));
const base = { id, appId: id, atMs: v.number() };
const inSession = { ...base, sessionId: id };
/** The version of the registry entry that the session works by. */
const entryVersion = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)));
/** What the app offers: how many tools, and the names of the first of them, which an older relay does not report. */
const offered = {
  toolCount: v.number(),
  toolNames: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS))), v.maxLength(MAX_NAMES_REPORTED)),
  ),
};

export const CallOutcome = v.picklist([
  "ok",
  "tool_error",
  "invalid_input",
  "tool_timeout",
  "app_offline",
  "outcome_unknown",
  "bad_reply",
  "reply_too_large",
  "cancelled",
  "revoked",
  "too_many_inflight",
]);
export type CallOutcome = v.InferOutput<typeof CallOutcome>;

export const CallSurface = v.picklist(["http", "link", "mcp", "batch"]);
export const SessionEndReason = v.picklist(["app", "developer", "expired"]);
export const LinkRevoker = v.picklist(["app", "holder", "developer"]);

export const RelayEventSchema = v.variant("kind", [
  v.object({
    kind: v.literal("session_started"),
    ...inSession,
    origin: v.nullable(v.string()),
    sdk: v.nullable(v.string()),
    ...offered,
    entryVersion,
    /** The public part of the app key that it connected with, if it did. */
    appKeyId: v.optional(v.nullable(id)),
  }),
  /** The app came (back), or its socket went. */
  v.object({
    kind: v.literal("session_presence"),
    ...inSession,
    online: v.boolean(),
    ...offered,
    entryVersion,
  }),
  v.object({
    kind: v.literal("session_ended"),
    ...inSession,
    reason: SessionEndReason,
  }),
  v.object({
    kind: v.literal("link_created"),
    ...inSession,
    tokenId: id,
    label: v.nullable(v.string()),
    expiresAtMs: v.nullable(v.number()),
    readOnly: v.boolean(),
    tools: v.nullable(v.array(v.string())),
    maxCalls: v.nullable(v.number()),
  }),
  /** The first time anything but a known preview bot read the link. */
  v.object({
    kind: v.literal("link_opened"),
    ...inSession,
    tokenId: id,
    client: v.nullable(v.string()),
  }),
  v.object({
    kind: v.literal("link_revoked"),
    ...inSession,
    tokenId: id,
    by: LinkRevoker,
  }),
  v.object({
    kind: v.literal("call_finished"),
    ...inSession,
    tokenId: id,
    requestId: id,
    tool: v.string(),
    surface: CallSurface,
    client: v.nullable(v.string()),
    outcome: CallOutcome,
    httpStatus: v.number(),
    startedAtMs: v.number(),
    /** From acceptance at the session to the answer. */
    durationMs: v.number(),
    /** The part of it between the frame to the app and the app's reply; `null` when none came. */
    appMs: v.nullable(v.number()),
    requestBytes: v.number(),
    responseBytes: v.number(),
  }),
  v.object({ kind: v.literal("origin_refused"), ...base, origin: v.nullable(v.string()), code: v.string() }),
]);
export type RelayEvent = Readonly<v.InferOutput<typeof RelayEventSchema>>;
