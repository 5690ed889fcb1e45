/** Where a relay session stands, as far as this dashboard knows. */
import { relaySessions } from "@agent-socket/db";
import { sql } from "drizzle-orm";

/** `online`: the app is connected; `away`: its links wait for it; `ended`: for good. */
export type SessionState = "online" | "away" | "ended";

export const isLive = sql<boolean>`(${relaySessions.online} and ${relaySessions.endedAt} is null)`;

export function sessionState({ online, endedAt }: { online: boolean; endedAt: Date | null }): SessionState {
  if (endedAt !== null) return "ended";
  return online ? "online" : "away";
}
