/** Ends a session at the relay: its app is disconnected and its links stop working. */
import { relaySessions } from "@agent-socket/db";
import { isSessionId } from "@agent-socket/protocol";
import { and, eq, isNull } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { touchApps } from "../../touch-app.ts";

/** `afterMs`: until the relay's acknowledgement. */
export type EndedSession = { readonly endedAtMs: number; readonly afterMs: number };

/** Refuses with `relay_unreachable` when the relay does not acknowledge: the session then goes on. */
export async function endSession({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly sessionId: string };
}): Promise<EndedSession> {
  const app = await requireApp(ctx, input.appId, "change");
  const sessionId = await findRunning(ctx, app.id, input.sessionId);
  const answer = await ctx.relay.endSession({ appId: app.id, sessionId });
  if (!answer.ok)
    throw new Refused("relay_unreachable", `${answer.reason} The session goes on; try again in a moment.`);
  const { endedAtMs } = answer.value;
  await ctx.db.transaction(async (tx) => {
    await touchApps(tx, [app.id]);
    await tx
      .update(relaySessions)
      .set({ endedAt: new Date(endedAtMs), endReason: "developer", online: false })
      .where(isRunning(app.id, sessionId));
    const { workspaceId, id: appId } = app;
    await recordAudit(tx, ctx, { action: "session.end", subject: sessionId, workspaceId, appId });
  });
  return { endedAtMs, afterMs: answer.afterMs };
}

const isRunning = (appId: string, sessionId: string) =>
  and(eq(relaySessions.appId, appId), eq(relaySessions.id, sessionId), isNull(relaySessions.endedAt));

async function findRunning({ db }: UserContext, appId: string, sessionId: string): Promise<string> {
  const [row] = isSessionId(sessionId)
    ? await db.select({ id: relaySessions.id }).from(relaySessions).where(isRunning(appId, sessionId))
    : [];
  if (row === undefined)
    throw new Refused("not_found", "This session does not exist, or it has ended already.");
  return row.id;
}
