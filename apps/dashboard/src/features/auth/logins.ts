/** The one file that knows Lucia: opening, checking and ending logins, and the cookie that carries one. */
import { authSessions, type Db } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { type Cookie, Lucia, TimeSpan } from "lucia";
import type { CurrentUser } from "../../context.ts";
import { createLoginAdapter, type LoginAttributes, type UserAttributes } from "./login-adapter.ts";

/** Without use: one that is used in its second half starts anew. */
const LOGIN_LASTS = new TimeSpan(30, "d");
/** "Last seen" is a help to recognise a login: not every request is worth a write. */
const SEEN_EVERY_MS = 5 * 60_000;
const MAX_USER_AGENT_CHARS = 300;

declare module "lucia" {
  interface Register {
    Lucia: Lucia<LoginAttributes, UserAttributes>;
    DatabaseSessionAttributes: LoginAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

export type FoundLogin = {
  readonly user: CurrentUser;
  /** Names the login where its secret id may not stand. */
  readonly loginId: string;
};

export type Logins = {
  readonly cookieName: string;
  /** A new login, never a given id: one that was planted in the browser before is worth nothing. */
  readonly open: (userId: string, userAgent: string | null) => Promise<Cookie>;
  readonly find: (cookieValue: string) => Promise<FoundLogin | null>;
  readonly end: (cookieValue: string) => Promise<void>;
  readonly forgetExpired: () => Promise<void>;
  /** Removes the cookie from the browser. */
  readonly blankCookie: () => Cookie;
};

export function createLogins(db: Db, dashboardUrl: string): Logins {
  const lucia = newLucia(db, dashboardUrl);
  return {
    cookieName: lucia.sessionCookieName,
    blankCookie: () => lucia.createBlankSessionCookie(),
    forgetExpired: () => lucia.deleteExpiredSessions(),
    end: (cookieValue) => lucia.invalidateSession(cookieValue),
    async open(userId, userAgent) {
      const { id } = await lucia.createSession(userId, {
        publicId: crypto.randomUUID(),
        userAgent: userAgent?.slice(0, MAX_USER_AGENT_CHARS) ?? null,
        lastSeenAt: new Date(),
      });
      return lucia.createSessionCookie(id);
    },
    async find(cookieValue) {
      const { user, session } = await lucia.validateSession(cookieValue);
      if (user === null) return null;
      const { publicId, lastSeenAt } = session;
      if (Date.now() - lastSeenAt.getTime() > SEEN_EVERY_MS) await markSeen(db, publicId);
      const { id, email, name, emailVerified } = user;
      return { user: { id, email, name, emailVerified }, loginId: publicId };
    },
  };
}

function newLucia(db: Db, dashboardUrl: string): Lucia<LoginAttributes, UserAttributes> {
  const isHttps = dashboardUrl.startsWith("https:");
  return new Lucia<LoginAttributes, UserAttributes>(createLoginAdapter(db), {
    sessionExpiresIn: LOGIN_LASTS,
    sessionCookie: {
      // `__Host-` keeps a cookie from being set by another host or for another path; browsers demand `Secure` for it.
      name: isHttps ? "__Host-login" : "login",
      // A login that is used is prolonged here alone: a page that renders cannot set a cookie again.
      expires: false,
      attributes: { secure: isHttps, sameSite: "lax", path: "/" },
    },
    getSessionAttributes: ({ publicId, userAgent, lastSeenAt }) => ({ publicId, userAgent, lastSeenAt }),
    getUserAttributes: ({ email, name, emailVerified }) => ({ email, name, emailVerified }),
  });
}

async function markSeen(db: Db, publicId: string): Promise<void> {
  await db.update(authSessions).set({ lastSeenAt: new Date() }).where(eq(authSessions.publicId, publicId));
}
