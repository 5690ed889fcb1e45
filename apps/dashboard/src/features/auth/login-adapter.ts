/** Storage of logins for `logins.ts`: under the SHA-256 of their id, so that a copy of the database holds no usable cookie. */
import { authSessions, type Db, users } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { eq, lte, sql } from "drizzle-orm";
import type { CurrentUser } from "../../context.ts";
import { currentUserOf } from "./create-account.ts";

export type LoginAttributes = {
  readonly publicId: string;
  readonly userAgent: string | null;
  readonly lastSeenAt: Date;
};
export type UserAttributes = Omit<CurrentUser, "id">;

type StoredLogin = { id: string; userId: string; expiresAt: Date; attributes: LoginAttributes };
type StoredUser = { id: string; attributes: UserAttributes };

export function createLoginAdapter(db: Db) {
  return {
    async getSessionAndUser(id: string): Promise<[StoredLogin | null, StoredUser | null]> {
      const [row] = await db
        .select({ login: authSessions, user: users })
        .from(authSessions)
        .innerJoin(users, eq(users.id, authSessions.userId))
        .where(await isLogin(id));
      if (row === undefined) return [null, null];
      const { id: userId, ...attributes } = currentUserOf(row.user);
      return [storedLogin(id, row.login), { id: userId, attributes }];
    },
    /** The ids are not known here; each login carries its hash instead, which opens nothing. */
    async getUserSessions(userId: string): Promise<StoredLogin[]> {
      const rows = await db.select().from(authSessions).where(eq(authSessions.userId, userId));
      return rows.map((row) => storedLogin(row.idHash, row));
    },
    async setSession({ id, userId, expiresAt, attributes }: StoredLogin): Promise<void> {
      await db.insert(authSessions).values({ ...attributes, idHash: await sha256(id), userId, expiresAt });
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

function storedLogin(id: string, row: typeof authSessions.$inferSelect): StoredLogin {
  const { userId, expiresAt, publicId, userAgent, lastSeenAt } = row;
  return { id, userId, expiresAt, attributes: { publicId, userAgent, lastSeenAt } };
}

const isLogin = async (id: string) => eq(authSessions.idHash, await sha256(id));
