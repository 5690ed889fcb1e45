/** What an app and the relay say to each other: JSON text frames with a `type`; a reply repeats the request's `id`. */
import * as v from "valibot";
import {
  MAX_AGENTS_MD_BYTES,
  MAX_DESCRIPTION_CHARS,
  MAX_EVENT_NAME_CHARS,
  MAX_LABEL_CHARS,
  MAX_NAME_CHARS,
  MAX_PROMPT_CHARS,
  MAX_PROMPTS,
  MAX_PROGRESS_CHARS,
} from "./limit.ts";
import { LinkCallPolicy } from "./registry-entry.ts";

export type Surface = "http" | "link" | "mcp" | "batch";

const FrameId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const Secret = v.pipe(v.string(), v.maxLength(256));
const LinkId = v.pipe(v.string(), v.length(12));
const AgentsMd = v.pipe(v.string(), v.maxBytes(MAX_AGENTS_MD_BYTES));

/** A request that a person may make of an AI with this app, ready to send. */
const PromptSchema = v.object({
  name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,64}$/)),
  description: v.optional(v.pipe(v.string(), v.maxLength(MAX_DESCRIPTION_CHARS)), ""),
  text: v.pipe(v.string(), v.maxLength(MAX_PROMPT_CHARS)),
});
export type Prompt = Readonly<v.InferOutput<typeof PromptSchema>>;

const registration = {
  appId: v.pipe(v.string(), v.maxLength(64)),
  appKey: v.optional(Secret),
  appName: v.optional(v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS))),
  appDescription: v.optional(v.pipe(v.string(), v.maxLength(MAX_DESCRIPTION_CHARS))),
  agentsMd: v.optional(AgentsMd),
  tools: v.array(v.unknown()),
  sdk: v.optional(v.pipe(v.string(), v.maxLength(64))),
  prompts: v.optional(v.pipe(v.array(PromptSchema), v.maxLength(MAX_PROMPTS))),
  /** Whether a person is there whom the app can show a form (`tool_call.ask`). */
  canAsk: v.optional(v.boolean()),
  /** It answers each `ping` of the relay at once, so that one that does not can be told from one that is slow. */
  answersPing: v.optional(v.boolean()),
  /** At most what the registry allows. */
  linkCalls: v.optional(LinkCallPolicy),
  /** How long to keep the session while the app is away, in milliseconds; at most what the registry allows. */
  holdForMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
};

const RegisterFrame = v.object({ type: v.literal("register"), ...registration });
const ResumeFrame = v.object({
  type: v.literal("resume"),
  sessionId: v.pipe(v.string(), v.maxLength(64)),
  secret: Secret,
  ...registration,
  /** Links that the app wanted to revoke while it was away. */
  revokeTokens: v.optional(v.array(LinkId)),
});
const EndFrame = v.object({
  type: v.literal("end"),
  sessionId: v.pipe(v.string(), v.maxLength(64)),
  secret: Secret,
});
const MintFrame = v.object({
  type: v.literal("mint_agent_token"),
  id: FrameId,
  label: v.optional(v.pipe(v.string(), v.maxLength(MAX_LABEL_CHARS))),
  /** Seconds from now. */
  expiresIn: v.optional(v.pipe(v.number(), v.finite(), v.minValue(1), v.maxValue(365 * 24 * 3600))),
  /** Names of the tools the link may call; all of them when left out. */
  tools: v.optional(v.array(v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)))),
  readOnly: v.optional(v.boolean()),
  maxCalls: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Which calls the link's own addresses may make; at most what the app allows. */
  linkCalls: v.optional(LinkCallPolicy),
});
const RevokeFrame = v.object({ type: v.literal("revoke_agent_token"), id: FrameId, tokenId: LinkId });
const ListFrame = v.object({ type: v.literal("list_agent_tokens"), id: FrameId });
const UpdateToolsFrame = v.object({
  type: v.literal("update_tools"),
  id: FrameId,
  tools: v.array(v.unknown()),
  agentsMd: v.optional(AgentsMd),
});
const ToolReplyFrame = v.object({
  type: v.literal("tool_reply"),
  id: FrameId,
  status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  /** Text; or the base64 of bytes where `bodyEncoding` says so. */
  body: v.optional(v.string(), ""),
  bodyEncoding: v.optional(v.literal("base64")),
  contentType: v.optional(v.pipe(v.string(), v.maxLength(256))),
});
const ToolProgressFrame = v.object({
  type: v.literal("tool_progress"),
  id: FrameId,
  progress: v.pipe(v.number(), v.finite()),
  total: v.optional(v.pipe(v.number(), v.finite())),
  message: v.optional(v.pipe(v.string(), v.maxLength(MAX_PROGRESS_CHARS))),
});
/** Something happened in the app that an agent may want to know; `data` is any JSON. */
const EmitFrame = v.object({
  type: v.literal("emit"),
  event: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_EVENT_NAME_CHARS)),
  data: v.optional(v.unknown(), null),
});
const PingFrame = v.object({ type: v.literal("ping"), id: v.optional(FrameId) });

/** What an app may say. */
export const AppFrameSchema = v.variant("type", [
  RegisterFrame,
  ResumeFrame,
  EndFrame,
  MintFrame,
  RevokeFrame,
  ListFrame,
  UpdateToolsFrame,
  ToolReplyFrame,
  ToolProgressFrame,
  EmitFrame,
  PingFrame,
]);
export type AppFrame = v.InferOutput<typeof AppFrameSchema>;

const ErrorObject = v.object({
  code: v.string(),
  message: v.string(),
  hint: v.optional(v.string()),
  request_id: v.optional(v.string()),
});
const CallerSchema = v.object({
  tokenId: v.string(),
  label: v.nullable(v.string()),
  surface: v.picklist(["http", "link", "mcp", "batch"]),
  /** A guess from the user agent, such as `claude` or `curl`; for display, never for a decision. */
  client: v.nullable(v.string()),
});
/** Who calls: never the token, never the agent's address. */
export type Caller = Readonly<v.InferOutput<typeof CallerSchema>>;

/** What the relay takes from this app. */
const SessionLimitsSchema = v.object({
  maxFrameBytes: v.number(),
  maxResultBytes: v.number(),
  maxTools: v.number(),
  maxLinks: v.number(),
  maxInflight: v.number(),
});
export type SessionLimits = Readonly<v.InferOutput<typeof SessionLimitsSchema>>;

const LinkSummarySchema = v.object({
  tokenId: v.string(),
  label: v.nullable(v.string()),
  status: v.picklist(["active", "revoked", "expired"]),
  createdAt: v.string(),
  expiresAt: v.nullable(v.string()),
  lastUsedAt: v.nullable(v.string()),
  calls: v.number(),
});
/** A link as its app sees it. Times are ISO 8601 in UTC. */
export type LinkSummary = Readonly<v.InferOutput<typeof LinkSummarySchema>>;

const Refused = { ok: v.literal(false), error: ErrorObject };
const reply = <const T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.variant("ok", [
    v.object({ type: v.literal(type), id: v.string(), ok: v.literal(true), ...entries }),
    v.object({ type: v.literal(type), id: v.string(), ...Refused }),
  ]);

/** What the relay may say. */
export const RelayFrameSchema = v.variant("type", [
  v.variant("ok", [
    v.object({
      type: v.literal("register_reply"),
      ok: v.literal(true),
      sessionId: v.string(),
      resumeSecret: v.string(),
      resumed: v.boolean(),
      /** How long the session is kept for an app that went away, in milliseconds. */
      holdForMs: v.number(),
      limits: SessionLimitsSchema,
    }),
    v.object({ type: v.literal("register_reply"), ...Refused }),
  ]),
  v.variant("ok", [
    v.object({ type: v.literal("end_reply"), ok: v.literal(true) }),
    v.object({ type: v.literal("end_reply"), ...Refused }),
  ]),
  reply("mint_agent_token_reply", {
    token: v.string(),
    tokenId: v.string(),
    url: v.string(),
    label: v.nullable(v.string()),
    expiresAt: v.nullable(v.string()),
  }),
  reply("revoke_agent_token_reply", {}),
  reply("list_agent_tokens_reply", { tokens: v.array(LinkSummarySchema) }),
  reply("update_tools_reply", {}),
  v.object({
    type: v.literal("tool_call"),
    id: v.string(),
    method: v.string(),
    path: v.string(),
    tool: v.string(),
    /** Text; or the base64 of bytes where `bodyEncoding` says so. */
    body: v.string(),
    bodyEncoding: v.optional(v.literal("base64")),
    contentType: v.string(),
    headers: v.record(v.string(), v.string()),
    caller: CallerSchema,
    /** Milliseconds from its receipt until the relay gives up on the call. */
    deadlineMs: v.number(),
    attempt: v.number(),
    /** A person in the app has to complete or approve the arguments first; those that are known are in `body`. */
    ask: v.optional(v.literal(true)),
  }),
  v.object({ type: v.literal("tool_cancel"), id: v.string(), reason: v.string() }),
  v.object({
    type: v.literal("agent_activity"),
    tokenId: v.string(),
    label: v.nullable(v.string()),
    /** `called` is said by older relays alone: `tool_call` itself says who calls. */
    kind: v.picklist(["opened", "called", "failed"]),
    client: v.nullable(v.string()),
    /** With `opened`: an MCP client asked for the tools, so an AI has them now. */
    surface: v.optional(v.literal("mcp")),
  }),
  v.object({
    type: v.literal("token_revoked"),
    tokenId: v.string(),
    by: v.picklist(["app", "holder", "developer"]),
  }),
  v.object({ type: v.literal("session_notice"), code: v.string(), message: v.string() }),
  v.object({ type: v.literal("pong"), id: v.optional(v.string()) }),
  /** Whether anybody is there: any frame answers it, best the fixed heartbeat. */
  v.object({ type: v.literal("ping") }),
]);
export type RelayFrame = v.InferOutput<typeof RelayFrameSchema>;
