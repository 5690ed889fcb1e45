/** Whether a link still works, as far as this dashboard knows: one definition for every page and figure. */
import { links, relaySessions } from "@agent-socket/db";
import { sql } from "drizzle-orm";

/** `revoking`: asked for, and the relay has not acknowledged yet. `expired`: its time or its calls are used up. */
export type LinkState = "active" | "revoking" | "revoked" | "expired" | "session_ended";

/** For a query that joins a link with its session. */
export const linkState = sql<LinkState>`case
  when ${links.revokedAt} is not null then 'revoked'
  when ${relaySessions.endedAt} is not null then 'session_ended'
  when ${links.revokeRequestedAt} is not null then 'revoking'
  when ${links.expiresAt} <= now() or ${links.calls} >= ${links.maxCalls} then 'expired'
  else 'active'
end`;

export const activeLinkCount = sql<number>`(count(${links.tokenId}) filter (where ${linkState} = 'active'))::int`;
