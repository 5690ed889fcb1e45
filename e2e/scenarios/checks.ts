/** What must be true of every answer, said once. */
import assert from "node:assert/strict";
import { type ErrorCode, errorTable, isJsonObject, type JsonObject } from "@agent-socket/protocol";
import * as v from "valibot";
import type { Answer } from "../clients/agent.ts";

const WireRefusal = v.object({
  error: v.object({
    code: v.string(),
    message: v.pipe(v.string(), v.minLength(10)),
    hint: v.optional(v.string()),
    issues: v.optional(v.array(v.object({ pointer: v.string(), message: v.string() }))),
    request_id: v.pipe(v.string(), v.regex(/^req_[0-9A-Z]{16}$/)),
  }),
});
export type WireRefusal = v.InferOutput<typeof WireRefusal>["error"];

/** The headers that every answer under a link carries, whatever its status. */
export function hasSafeHeaders({ headers, status }: Answer): void {
  const want: Record<string, string> = {
    "cache-control": "no-store, private",
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
  for (const [name, value] of Object.entries(want))
    assert.equal(headers.get(name), value, `${name} on ${status}`);
  assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/, `policy on ${status}`);
  assert.equal(headers.get("set-cookie"), null, `cookie on ${status}`);
  assert.equal(headers.get("access-control-allow-origin"), null, `CORS on ${status}`);
}

/** The refusal in an answer, which must be exactly the documented one. */
export function refused(answer: Answer, code: ErrorCode): WireRefusal {
  const seen = `${answer.status} ${answer.text.slice(0, 500)}`;
  assert.match(answer.headers.get("content-type") ?? "", /^application\/json/, seen);
  const { error } = v.parse(WireRefusal, answer.json());
  assert.equal(error.code, code, seen);
  assert.equal(answer.status, errorTable[code].http, seen);
  hasSafeHeaders(answer);
  return error;
}

/** The same for a link with its key, whose reader may see nothing but pages with status 200: what can be opened next is on it. */
export function refusedPage(answer: Answer, code: ErrorCode): void {
  const seen = `${answer.status} ${answer.text.slice(0, 500)}`;
  assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/, seen);
  assert.deepEqual([answer.status, outcomeOf(answer)], [200, code], seen);
  assert.ok(answer.text.includes(`(${code})`), seen);
  assert.ok(urlsIn(answer.text).length > 0, "a reader that only opens links is not left without one");
  hasSafeHeaders(answer);
}

/** What a call by link came to, as its page's header says: `ok`, `tool_error`, `running` or an error code. */
export const outcomeOf = ({ headers }: Answer): string | null => headers.get("agent-socket-outcome");

/** The page of a call by link that the app answered well. */
export function done(answer: Answer): string {
  assert.deepEqual([answer.status, outcomeOf(answer)], [200, "ok"], answer.text.slice(0, 500));
  hasSafeHeaders(answer);
  return answer.text;
}

export function retryAfter(answer: Answer): number {
  const seconds = Number(answer.headers.get("retry-after"));
  assert.ok(seconds > 0, `Retry-After on ${answer.status}: ${answer.headers.get("retry-after")}`);
  return seconds;
}

/** A successful answer's JSON. */
export function result(answer: Answer): unknown {
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  hasSafeHeaders(answer);
  return answer.json();
}

/** The object that a text of JSON holds. */
export function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (isJsonObject(value)) return value;
  throw new Error(`Not a JSON object: ${text.slice(0, 200)}`);
}

/** Every absolute URL that a text prints, in order. */
export const urlsIn = (text: string): readonly string[] => text.match(/https?:\/\/[^\s<>"'`)\]]+/g) ?? [];
