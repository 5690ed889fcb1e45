/** What the relay says of a session. A row tells what is true in whatever order its events came. */
import { appKeys, type Db, relaySessions } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { and, eq, sql } from "drizzle-orm";
import { seeSession } from "./see-links.ts";

export type SessionEvent = Extract<
  RelayEvent,
  { kind: "session_started" | "session_presence" | "session_ended" }
>;

export const isSessionEvent = (event: RelayEvent): event is SessionEvent =>
  event.kind === "session_started" || event.kind === "session_presence" || event.kind === "session_ended";

export async function applySessionEvent(tx: Db, event: SessionEvent): Promise<void> {
  await seeSession(tx, { ...event, fromMs: event.atMs, toMs: event.atMs });
  const isThis = and(eq(relaySessions.appId, event.appId), eq(relaySessions.id, event.sessionId));
  const at = new Date(event.atMs);
  if (event.kind === "session_ended") {
    await tx
      .update(relaySessions)
      .set({
        endedAt: sql`coalesce(${relaySessions.endedAt}, ${at.toISOString()}::timestamptz)`,
        endReason: sql`coalesce(${relaySessions.endReason}, ${event.reason})`,
        online: false,
      })
      .where(isThis);
    return;
  }
  if (event.kind === "session_started") {
    const { origin, sdk, appKeyId } = event;
    await tx.update(relaySessions).set({ origin, sdk }).where(isThis);
    if (typeof appKeyId === "string") await useKey(tx, event.appId, appKeyId, at);
  }
  const online = event.kind === "session_started" || event.online;
  await tx
    .update(relaySessions)
    .set({
      // An ended session stays ended, though the news of its beginning come later.
      online: sql`${online} and ${relaySessions.endedAt} is null`,
      toolCount: event.toolCount,
      toolNames: event.toolNames ?? null,
      presenceAt: at,
      ...(online ? { isRefused: false } : {}),
      ...(event.entryVersion === undefined ? {} : { entryVersion: event.entryVersion }),
    })
    .where(and(isThis, isNewest(event.kind, at)));
}

/** A session starts before anything else happens to it, so at one and the same moment the start is the older news. */
const isNewest = (kind: "session_started" | "session_presence", at: Date) =>
  kind === "session_started"
    ? sql`(${relaySessions.presenceAt} is null or ${relaySessions.presenceAt} < ${at.toISOString()}::timestamptz)`
    : sql`(${relaySessions.presenceAt} is null or ${relaySessions.presenceAt} <= ${at.toISOString()}::timestamptz)`;

async function useKey(tx: Db, appId: string, keyId: string, at: Date): Promise<void> {
  await tx
    .update(appKeys)
    .set({ lastUsedAt: sql`greatest(${appKeys.lastUsedAt}, ${at.toISOString()}::timestamptz)` })
    .where(and(eq(appKeys.appId, appId), eq(appKeys.id, keyId)));
}
