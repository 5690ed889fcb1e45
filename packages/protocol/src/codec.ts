/** One decoder a direction. A frame of a type that this version does not know is `unknown`, and is to be ignored. */
import * as v from "valibot";
import { type AppFrame, AppFrameSchema, type RelayFrame, RelayFrameSchema } from "./frame.ts";
import { isJsonObject, type JsonObject, parseJson } from "./json.ts";
import { MAX_FRAME_BYTES, MAX_JSON_DEPTH } from "./limit.ts";
import { no, ok, refuse, type Result } from "./refusal.ts";

export type UnknownFrame = { readonly type: "unknown" };

export const encodeFrame = (frame: AppFrame | RelayFrame): string => JSON.stringify(frame);

/** A frame from an app, at the relay. */
export function decodeAppFrame(data: unknown): Result<AppFrame | UnknownFrame> {
  const object = readObject(data);
  if (!object.ok) return object;
  const { type } = object.value;
  if (typeof type !== "string") return check(AppFrameSchema, object.value);
  // Found by its type: the schema of all frames would try one after the other, for each answer of each call.
  const schema = APP_FRAMES.get(type);
  return schema === undefined ? ok({ type: "unknown" }) : check(schema, object.value);
}

const APP_FRAMES: ReadonlyMap<string, v.GenericSchema<unknown, AppFrame>> = new Map(
  AppFrameSchema.options.map((option) => [option.entries.type.literal, option]),
);

/** The call that a `tool_reply` which could not be read was about, or `null`. */
export function callIdOf(data: string): string | null {
  // Of one over the limit only the ends are looked at: a library writes the short fields before or after the body.
  if (isOverBytes(data, MAX_FRAME_BYTES)) return callIdAtEnds(data);
  const object = readObject(data);
  if (!object.ok || object.value["type"] !== "tool_reply") return null;
  const { id } = object.value;
  return typeof id === "string" ? id : null;
}

const END_CHARS = 256;

function callIdAtEnds(data: string): string | null {
  const ends = `${data.slice(0, END_CHARS)}\n${data.slice(-END_CHARS)}`;
  return /"type"\s*:\s*"tool_reply"/.test(ends)
    ? (/"id"\s*:\s*"(call_[0-9a-f-]{36})"/.exec(ends)?.[1] ?? null)
    : null;
}

/** A frame from the relay, at an app. */
export function decodeRelayFrame(data: unknown): Result<RelayFrame | UnknownFrame> {
  const object = readObject(data);
  if (!object.ok) return object;
  if (typeof object.value["type"] === "string" && !RELAY_FRAME_TYPES.has(object.value["type"]))
    return ok({ type: "unknown" });
  return check(RelayFrameSchema, object.value);
}

const RELAY_FRAME_TYPES: ReadonlySet<string> = new Set<RelayFrame["type"]>([
  "register_reply",
  "end_reply",
  "mint_agent_token_reply",
  "revoke_agent_token_reply",
  "list_agent_tokens_reply",
  "update_tools_reply",
  "tool_call",
  "tool_cancel",
  "agent_activity",
  "token_revoked",
  "session_notice",
  "pong",
]);

function readObject(data: unknown): Result<JsonObject> {
  if (typeof data !== "string") return no(refuse("malformed", "A frame is JSON text, not binary."));
  if (isOverBytes(data, MAX_FRAME_BYTES))
    return no(refuse("too_large", `A frame is at most ${MAX_FRAME_BYTES} bytes.`));
  const parsed = parseJson(data, MAX_JSON_DEPTH);
  if (parsed === null)
    return no(refuse("malformed", `A frame is one JSON object, nested at most ${MAX_JSON_DEPTH} deep.`));
  if (!isJsonObject(parsed.value)) return no(refuse("malformed", "A frame is a JSON object with a `type`."));
  return ok(parsed.value);
}

/** Counts the bytes only of a text long enough to be over the limit: a UTF-16 unit is at most 3 bytes of UTF-8. */
const isOverBytes = (text: string, limit: number): boolean =>
  text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit);

function check<T>(schema: v.GenericSchema<unknown, T>, value: JsonObject): Result<T> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? "frame";
  return no(refuse("malformed", `${where}: ${issue.message}`));
}
