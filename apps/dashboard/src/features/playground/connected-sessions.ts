/** The sessions of an app that a call reaches now, the newest first. */
import { type Db, relaySessions } from "@agent-socket/db";
import { and, desc, eq } from "drizzle-orm";
import { isLive } from "../../session-state.ts";

export type ConnectedSession = {
  readonly id: string;
  readonly origin: string | null;
  readonly toolCount: number;
};

const MAX_SHOWN = 100;

export const connectedSessions = (db: Db, appId: string): Promise<readonly ConnectedSession[]> =>
  db
    .select({ id: relaySessions.id, origin: relaySessions.origin, toolCount: relaySessions.toolCount })
    .from(relaySessions)
    .where(and(eq(relaySessions.appId, appId), isLive))
    .orderBy(desc(relaySessions.startedAt), desc(relaySessions.id))
    .limit(MAX_SHOWN);
