/** The one place where an answer or a refusal becomes an HTTP response, with the headers that every status carries. */
import { newRequestId, type Refusal, refuse } from "@agent-socket/protocol";
import type { Settings } from "../env.ts";
import { logError } from "../log.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";

export const SAFE_HEADERS = {
  "cache-control": "no-store, private",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
} as const;

export function answerResponse(answer: Answer, requestId: string): Response {
  // A status that may not carry a body must not be given one, or the runtime throws.
  const body = answer.status === 204 || answer.status === 205 || answer.status === 304 ? null : answer.body;
  return new Response(body, {
    status: answer.status,
    headers: { ...SAFE_HEADERS, "x-request-id": requestId, ...answer.headers },
  });
}

export const refusalResponse = (refusal: Refusal, requestId = newRequestId()): Response =>
  answerResponse(refusalAnswer(refusal, { requestId }), requestId);

/** Anything unknown: a request id outside, the cause in the log. */
export function unexpected(cause: unknown): Response {
  const requestId = newRequestId();
  logError("unexpected", { requestId }, cause);
  return refusalResponse(
    refuse("internal", "Something went wrong on our side. Try again in a moment."),
    requestId,
  );
}

/**
 * A page that points a name of its own at a developer's loopback address must not reach the relay: other names than the
 * configured one are refused. Without one, as in development, a name that is not the loopback's needs a certificate,
 * which such a page has not got.
 */
export function hostIsOurs(url: URL, settings: Pick<Settings, "publicUrl">): boolean {
  if (["localhost", "127.0.0.1", "[::1]"].includes(url.hostname)) return true;
  if (settings.publicUrl === null) return url.protocol === "https:";
  return url.hostname === new URL(settings.publicUrl).hostname;
}
