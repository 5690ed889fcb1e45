/** Token buckets: so many a second, and a burst. In memory alone: a session that slept has a full bucket anyway. */
import { limits, no, ok, refuse, type Result } from "@agent-socket/protocol";
import type { Session } from "../session.ts";

type Rate = { readonly perSecond: number; readonly burst: number };

const CALL_RATE: Rate = {
  perSecond: limits.CALLS_PER_SECOND_PER_LINK,
  burst: limits.CALL_BURST_PER_LINK,
};
const EVENT_RATE: Rate = {
  perSecond: limits.MAX_EVENTS_PER_SECOND,
  burst: limits.MAX_EVENTS_KEPT,
};
/** No token id has this form. */
const EVENTS = "events";

const policy = `"calls";q=${CALL_RATE.burst};w=${Math.ceil(CALL_RATE.burst / CALL_RATE.perSecond)}`;
/** What a caller may still do, by the number of calls that are left; built once, since every call carries one of them. */
const RATE_HEADERS: readonly Readonly<Record<string, string>>[] = Array.from(
  { length: CALL_RATE.burst + 1 },
  (_, left) => ({
    "ratelimit-policy": policy,
    ratelimit: `"calls";r=${left};t=${Math.ceil((CALL_RATE.burst - left) / CALL_RATE.perSecond)}`,
  }),
);

/** Takes one from the bucket, or says in how many milliseconds there will be one. */
function take({ buckets, ports }: Session, name: string, { perSecond, burst }: Rate): number | null {
  const now = ports.now();
  const bucket = buckets.get(name) ?? { tokens: burst, atMs: now };
  const tokens = Math.min(burst, bucket.tokens + ((now - bucket.atMs) / 1000) * perSecond);
  buckets.set(name, { tokens: tokens < 1 ? tokens : tokens - 1, atMs: now });
  return tokens >= 1 ? null : ((1 - tokens) / perSecond) * 1000;
}

/** One call of the link. */
export function spendCall(session: Session, tokenId: string): Result<null> {
  if (take(session, tokenId, CALL_RATE) === null) return ok(null);
  return no(
    refuse("rate_limited", `A link may make ${CALL_RATE.perSecond} calls a second.`, {
      retryAfterSeconds: 1,
      hint: "Wait a second; many small calls go into one batch: POST a list to /_as/batch.",
    }),
  );
}

/** The header fields that say how many calls of the link are left (`RateLimit`, of the IETF's httpapi group). */
export function rateHeaders({ buckets }: Session, tokenId: string): Readonly<Record<string, string>> {
  const left = Math.floor(buckets.get(tokenId)?.tokens ?? CALL_RATE.burst);
  return RATE_HEADERS[left] ?? {};
}

/** Waits for its turn, as the calls of a batch do. */
export async function awaitCallTurn(session: Session, tokenId: string): Promise<void> {
  for (;;) {
    const waitMs = take(session, tokenId, CALL_RATE);
    if (waitMs === null) return;
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(waitMs)));
  }
}

export const maySendEvent = (session: Session): boolean => take(session, EVENTS, EVENT_RATE) === null;
