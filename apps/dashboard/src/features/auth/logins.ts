/** The one file that knows Lucia: opening, checking and ending logins, and the cookie that carries one. */
import type { Db } from "@agent-socket/db";
import { type Cookie, Lucia, TimeSpan } from "lucia";
import type { CurrentUser } from "../../context.ts";
import { createLoginAdapter } from "./login-adapter.ts";

/** Without use: one that is used in its second half starts anew. */
const LOGIN_LASTS = new TimeSpan(30, "d");

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Record<never, never>, { email: string }>;
    DatabaseUserAttributes: { email: string };
  }
}

export type Logins = {
  readonly cookieName: string;
  /** A new login, never a given id: one that was planted in the browser before is worth nothing. */
  readonly open: (userId: string) => Promise<Cookie>;
  readonly find: (cookieValue: string) => Promise<CurrentUser | null>;
  readonly end: (cookieValue: string) => Promise<void>;
  readonly forgetExpired: () => Promise<void>;
  /** Removes the cookie from the browser. */
  readonly blankCookie: () => Cookie;
};

export function createLogins(db: Db, dashboardUrl: string): Logins {
  const isHttps = dashboardUrl.startsWith("https:");
  // `__Host-` keeps a cookie from being set by another host or for another path; browsers demand `Secure` for it.
  const cookieName = isHttps ? "__Host-login" : "login";
  const lucia = new Lucia<Record<never, never>, { email: string }>(createLoginAdapter(db), {
    sessionExpiresIn: LOGIN_LASTS,
    sessionCookie: {
      name: cookieName,
      // A login that is used is prolonged here alone: a page that renders cannot set a cookie again.
      expires: false,
      attributes: { secure: isHttps, sameSite: "lax", path: "/" },
    },
    getUserAttributes: ({ email }) => ({ email }),
  });
  return {
    cookieName,
    blankCookie: () => lucia.createBlankSessionCookie(),
    forgetExpired: () => lucia.deleteExpiredSessions(),
    end: (cookieValue) => lucia.invalidateSession(cookieValue),
    async open(userId) {
      const { id } = await lucia.createSession(userId, {});
      return lucia.createSessionCookie(id);
    },
    async find(cookieValue) {
      const { user } = await lucia.validateSession(cookieValue);
      return user === null ? null : { id: user.id, email: user.email };
    },
  };
}
