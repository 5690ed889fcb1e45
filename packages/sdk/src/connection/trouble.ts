/** Why there is no connection: in the relay's words, or read from how the socket closed. */
import { CLOSE_DONE, type Happening, type Trouble } from "./connection.ts";

/** Refusals that no repetition changes. */
const PERMANENT: ReadonlySet<string> = new Set([
  "malformed",
  "invalid_registration",
  "too_large",
  "origin_not_allowed",
  "app_key_required",
  "app_key_invalid",
  "app_suspended",
  "anonymous_disabled",
  "host_not_allowed",
  "unknown_app",
  "session_ended",
  "replaced",
]);

/** Refusals of a resume after which only a new session helps. */
const SESSION_GONE: ReadonlySet<string> = new Set(["resume_refused", "session_ended"]);

/** The close codes of the protocol that end it, for a relay or a proxy that gave no reason in words. */
const CLOSE_REASONS: Readonly<Record<number, string>> = {
  4401: "resume_refused",
  4403: "origin_not_allowed",
  4404: "unknown_app",
  4410: "replaced",
};

/** With which the relay ends a session for good. */
const END_REASONS: ReadonlySet<string> = new Set(["app", "developer", "expired"]);

export const isPermanent = (code: string): boolean => PERMANENT.has(code);

/** The session is no more; only a new one helps. */
export const isSessionGone = (code: string): boolean => SESSION_GONE.has(code);

export const trouble = (code: string, message: string): Trouble => ({ code, message, hint: null });

/** The relay puts the error's code into the reason; other closes say nothing useful. */
export function closeTrouble({ code, reason }: Extract<Happening, { type: "closed" }>): Trouble {
  if (code === CLOSE_DONE && END_REASONS.has(reason))
    return trouble(
      "session_ended",
      `The session was ended${reason === "developer" ? " in the dashboard" : ""}.`,
    );
  const named = /^[a-z_]+$/.test(reason) ? reason : CLOSE_REASONS[code];
  return named === undefined
    ? trouble("connection_lost", `The connection to the relay was lost (${code}).`)
    : trouble(named, `The relay closed the connection (${named}).`);
}
