/** Answers in their plainest forms: a text, JSON, a refusal. */
import { errorTable, type Refusal, wireError } from "@agent-socket/protocol";

/** An HTTP answer as plain data. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
};

export function textAnswer(
  status: number,
  text: string,
  type: "text/plain" | "text/markdown",
  headers: Record<string, string> = {},
): Answer {
  return { status, headers: { "content-type": `${type}; charset=utf-8`, ...headers }, body: text };
}

export function jsonAnswer(status: number, value: object, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

export function refusalAnswer(refusal: Refusal, { requestId }: { readonly requestId: string }): Answer {
  return jsonAnswer(
    errorTable[refusal.code].http,
    { error: wireError(refusal, requestId) },
    refusalHeaders(refusal),
  );
}

export function refusalHeaders(refusal: Refusal): Record<string, string> {
  return {
    ...(refusal.retryAfterSeconds === undefined ? {} : { "retry-after": String(refusal.retryAfterSeconds) }),
    ...(refusal.allow === undefined ? {} : { allow: refusal.allow.join(", ") }),
  };
}

/** Scripts of an app must never run on the relay's origin; a header value must never carry a line break. */
export function harmlessType(contentType: string): string {
  const type = contentType.trim().toLowerCase();
  const isPlain =
    /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+(\s*;\s*[a-z0-9-]+=("[^"\\\r\n]*"|[^\s;"]+))*$/.test(type);
  return isPlain && !/html|xml|svg|javascript|ecmascript|multipart/.test(type)
    ? type
    : "text/plain; charset=utf-8";
}

/** 12:03:07 UTC */
export const clockTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(11, 19)} UTC`;

/** In UTF-8. */
export const byteLength = (body: string | Uint8Array): number =>
  typeof body === "string" ? Buffer.byteLength(body) : body.length;
