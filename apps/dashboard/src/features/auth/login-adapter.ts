/** Storage of logins for `logins.ts`: under the SHA-256 of their id, so that a copy of the database holds no usable cookie. */
import { authSessions, type Db, users } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { eq, lte, sql } from "drizzle-orm";

type StoredLogin = { id: string; userId: string; expiresAt: Date; attributes: Record<never, never> };
type StoredUser = { id: string; attributes: { email: string } };

export function createLoginAdapter(db: Db) {
  return {
    async getSessionAndUser(id: string): Promise<[StoredLogin | null, StoredUser | null]> {
      const [row] = await db
        .select({ userId: users.id, email: users.email, expiresAt: authSessions.expiresAt })
        .from(authSessions)
        .innerJoin(users, eq(users.id, authSessions.userId))
        .where(await isLogin(id));
      if (row === undefined) return [null, null];
      const { userId, email, expiresAt } = row;
      return [
        { id, userId, expiresAt, attributes: {} },
        { id: userId, attributes: { email } },
      ];
    },
    /** The ids are not known here; each login carries its hash instead, which opens nothing. */
    async getUserSessions(userId: string): Promise<StoredLogin[]> {
      const rows = await db.select().from(authSessions).where(eq(authSessions.userId, userId));
      return rows.map(({ idHash, expiresAt }) => ({ id: idHash, userId, expiresAt, attributes: {} }));
    },
    async setSession({ id, userId, expiresAt }: StoredLogin): Promise<void> {
      await db.insert(authSessions).values({ idHash: await sha256(id), userId, expiresAt });
    },
    async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
      await db
        .update(authSessions)
        .set({ expiresAt })
        .where(await isLogin(id));
    },
    async deleteSession(id: string): Promise<void> {
      await db.delete(authSessions).where(await isLogin(id));
    },
    async deleteUserSessions(userId: string): Promise<void> {
      await db.delete(authSessions).where(eq(authSessions.userId, userId));
    },
    async deleteExpiredSessions(): Promise<void> {
      await db.delete(authSessions).where(lte(authSessions.expiresAt, sql`now()`));
    },
  };
}

const isLogin = async (id: string) => eq(authSessions.idHash, await sha256(id));
