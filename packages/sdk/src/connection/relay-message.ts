/**
 * The door for what the relay says. Written by hand, since a schema library would be a third of this package; each
 * check is held to the protocol's own type by the compiler, so the two cannot drift apart.
 */
import type { RelayFrame, SessionLimits } from "@agent-socket/protocol";

type Guard<T> = (value: unknown) => value is T;
type Shape<T> = { readonly [Key in keyof T]-?: Guard<T[Key]> };
/** What the relay says, with what an older one leaves out. */
export type RelayMessage = RelayFrame extends infer Frame
  ? Frame extends { readonly limits: SessionLimits }
    ? Omit<Frame, "limits"> & { readonly limits?: SessionLimits | undefined }
    : Frame
  : never;
type Frame<Type extends RelayFrame["type"]> = Extract<RelayMessage, { type: Type }>;
type Accepted<Type extends RelayFrame["type"]> = Extract<Frame<Type>, { ok: true }>;
type Refused<Type extends RelayFrame["type"]> = Extract<Frame<Type>, { ok: false }>;
/** The compiler asks for one form per frame type of the protocol. */
type Forms = { readonly [Type in RelayFrame["type"]]: Guard<Frame<Type>> };

const text: Guard<string> = (value) => typeof value === "string";
const number: Guard<number> = (value) => typeof value === "number";
const flag: Guard<boolean> = (value) => typeof value === "boolean";
const optional =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value);
const nullable =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || guard(value);
const oneOf =
  <const T>(...values: readonly T[]): Guard<T> =>
  (value): value is T =>
    values.some((known) => known === value);
const listOf =
  <T>(guard: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(guard);
const either =
  <A, B>(a: Guard<A>, b: Guard<B>): Guard<A | B> =>
  (value): value is A | B =>
    a(value) || b(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const texts: Guard<Record<string, string>> = (value): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every(text);

const object =
  <T>(shape: Shape<T>): Guard<T> =>
  (value): value is T =>
    isRecord(value) && Object.entries<Guard<unknown>>(shape).every(([key, guard]) => guard(value[key]));

/** The `type` of a frame was looked at before its form is asked. */
const frame = <T extends { type: string }>(shape: Shape<Omit<T, "type">>): Guard<T> =>
  object<T>({ ...shape, type: text } as Shape<T>);

const error = object<Refused<"register_reply">["error"]>({
  code: text,
  message: text,
  hint: optional(text),
  request_id: optional(text),
});
const summary = object<Accepted<"list_agent_tokens_reply">["tokens"][number]>({
  tokenId: text,
  label: nullable(text),
  status: oneOf("active", "revoked", "expired"),
  createdAt: text,
  expiresAt: nullable(text),
  lastUsedAt: nullable(text),
  calls: number,
});
const caller = object<Frame<"tool_call">["caller"]>({
  tokenId: text,
  label: nullable(text),
  surface: oneOf("http", "link", "mcp", "batch"),
  client: nullable(text),
});
const limits = object<SessionLimits>({
  maxFrameBytes: number,
  maxResultBytes: number,
  maxTools: number,
  maxLinks: number,
  maxInflight: number,
});
const yes = oneOf(true as const);
const no = oneOf(false as const);
const refused = { id: text, ok: no, error };

const FORMS: Forms = {
  register_reply: either(
    frame<Accepted<"register_reply">>({
      ok: yes,
      sessionId: text,
      resumeSecret: text,
      resumed: flag,
      holdForMs: number,
      limits: optional(limits),
    }),
    frame<Refused<"register_reply">>({ ok: no, error }),
  ),
  end_reply: either(
    frame<Accepted<"end_reply">>({ ok: yes }),
    frame<Refused<"end_reply">>({ ok: no, error }),
  ),
  mint_agent_token_reply: either(
    frame<Accepted<"mint_agent_token_reply">>({
      id: text,
      ok: yes,
      token: text,
      tokenId: text,
      url: text,
      label: nullable(text),
      expiresAt: nullable(text),
    }),
    frame<Refused<"mint_agent_token_reply">>(refused),
  ),
  revoke_agent_token_reply: either(
    frame<Accepted<"revoke_agent_token_reply">>({ id: text, ok: yes }),
    frame<Refused<"revoke_agent_token_reply">>(refused),
  ),
  list_agent_tokens_reply: either(
    frame<Accepted<"list_agent_tokens_reply">>({ id: text, ok: yes, tokens: listOf(summary) }),
    frame<Refused<"list_agent_tokens_reply">>(refused),
  ),
  update_tools_reply: either(
    frame<Accepted<"update_tools_reply">>({ id: text, ok: yes }),
    frame<Refused<"update_tools_reply">>(refused),
  ),
  tool_call: frame<Frame<"tool_call">>({
    id: text,
    method: text,
    path: text,
    tool: text,
    body: text,
    bodyEncoding: optional(oneOf("base64" as const)),
    contentType: text,
    headers: texts,
    caller,
    deadlineMs: number,
    attempt: number,
    ask: optional(yes),
  }),
  tool_cancel: frame<Frame<"tool_cancel">>({ id: text, reason: text }),
  agent_activity: frame<Frame<"agent_activity">>({
    tokenId: text,
    label: nullable(text),
    kind: oneOf("opened", "called", "failed"),
    client: nullable(text),
    surface: optional(oneOf("mcp" as const)),
  }),
  token_revoked: frame<Frame<"token_revoked">>({ tokenId: text, by: oneOf("app", "holder", "developer") }),
  session_notice: frame<Frame<"session_notice">>({ code: text, message: text }),
  pong: frame<Frame<"pong">>({ id: optional(text) }),
  ping: frame<Frame<"ping">>({}),
};

/** A frame of the relay; `unknown` for one of a newer protocol, which is to be ignored; `null` for what is none. */
export function readRelayMessage(message: string | null): RelayMessage | "unknown" | null {
  const value = parse(message ?? "");
  if (!isRecord(value)) return null;
  const { type } = value;
  if (!isFrameType(type)) return "unknown";
  const form: Guard<RelayMessage> = FORMS[type];
  return form(value) ? value : null;
}

const isFrameType = (type: unknown): type is RelayFrame["type"] =>
  typeof type === "string" && Object.hasOwn(FORMS, type);

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    // Not JSON: said with `null`, which is no frame.
    return null;
  }
}
