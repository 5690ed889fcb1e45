/** Where the caller is signed in, the latest first. */
import { authSessions } from "@agent-socket/db";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { guessDevice } from "./device-guess.ts";

export type LoginSummary = {
  readonly id: string;
  readonly device: string;
  /** The one that asks. */
  readonly isCurrent: boolean;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
};

export async function listLogins({ ctx }: { ctx: UserContext }): Promise<readonly LoginSummary[]> {
  const rows = await ctx.db
    .select()
    .from(authSessions)
    .where(and(eq(authSessions.userId, ctx.user.id), gt(authSessions.expiresAt, sql`now()`)))
    .orderBy(desc(authSessions.lastSeenAt), desc(authSessions.publicId));
  return rows.map(({ publicId, userAgent, createdAt, lastSeenAt }) => ({
    id: publicId,
    device: guessDevice(userAgent),
    isCurrent: publicId === ctx.loginId,
    createdAtMs: createdAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
  }));
}
