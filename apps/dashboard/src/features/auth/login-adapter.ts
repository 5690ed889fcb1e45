/** Lucia's storage: logins under the SHA-256 of their id, so that a copy of the database holds no usable cookie. */
import { authSessions, type Db, users } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { eq, lte, sql } from "drizzle-orm";
import type { Adapter } from "lucia";

export function createLoginAdapter(db: Db): Adapter {
  return {
    async getSessionAndUser(id) {
      const idHash = await sha256(id);
      const [row] = await db
        .select({ userId: users.id, email: users.email, expiresAt: authSessions.expiresAt })
        .from(authSessions)
        .innerJoin(users, eq(users.id, authSessions.userId))
        .where(eq(authSessions.idHash, idHash));
      if (row === undefined) return [null, null];
      const { userId, email, expiresAt } = row;
      return [
        { id, userId, expiresAt, attributes: {} },
        { id: userId, attributes: { email } },
      ];
    },
    /** The ids are not known here; each login carries its hash instead, which opens nothing. */
    async getUserSessions(userId) {
      const rows = await db.select().from(authSessions).where(eq(authSessions.userId, userId));
      return rows.map(({ idHash, expiresAt }) => ({ id: idHash, userId, expiresAt, attributes: {} }));
    },
    async setSession({ id, userId, expiresAt }) {
      await db.insert(authSessions).values({ idHash: await sha256(id), userId, expiresAt });
    },
    async updateSessionExpiration(id, expiresAt) {
      await db
        .update(authSessions)
        .set({ expiresAt })
        .where(eq(authSessions.idHash, await sha256(id)));
    },
    async deleteSession(id) {
      await db.delete(authSessions).where(eq(authSessions.idHash, await sha256(id)));
    },
    async deleteUserSessions(userId) {
      await db.delete(authSessions).where(eq(authSessions.userId, userId));
    },
    async deleteExpiredSessions() {
      await db.delete(authSessions).where(lte(authSessions.expiresAt, sql`now()`));
    },
  };
}
